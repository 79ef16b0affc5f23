"""How a run grows with the class: ``python benchmarks/class_size.py 100 1000 2000``.

Copies the submissions of the tests' small course, each with a line of its own so that no two have
the same bytes, grades them, and runs the same command again with nothing changed. CPU seconds are
those of the whole tree of processes; memory is the largest that the orchestrator was, resident.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

COURSE = Path(__file__).parent.parent / "tests" / "courses" / "vectors"


@dataclass(frozen=True)
class Measured:
    """One run: students, CPU seconds of all processes, seconds by the clock, megabytes."""

    students: int
    run: str
    cpu_seconds: float
    seconds: float
    orchestrator_mb: float


def hand_in(place: Path, students: int) -> None:
    """Let so many students hand in, in turn what is right, wrong and unfinished."""
    likes = [
        {file.name: file.read_text("utf-8") for file in folder.glob("*.ipynb")}
        for folder in sorted((COURSE / "submissions").iterdir())
    ]
    for number in range(students):
        folder = place / f"student{number:05}"
        folder.mkdir(parents=True)
        for name, notebook in likes[number % len(likes)].items():
            plain = json.loads(notebook)
            plain["metadata"]["student"] = number
            (folder / name).write_text(json.dumps(plain), "utf-8")


def measure(command: list[str], students: int, run: str) -> Measured:
    """Run a command; the orchestrator's memory is read while it runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=COURSE, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _peak_kb(process.pid))
        time.sleep(0.05)
    if process.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(students, run, cpu, time.monotonic() - begun, peak / 1024)


def _peak_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int, nargs="+")
    parser.add_argument("--views", action="store_true", help="with views of the notebooks")
    parser.add_argument("--json", type=Path, help="write what was measured into this file")
    asked = parser.parse_args()
    found = []
    for students in asked.students:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            hand_in(place / "handed-in", students)
            command = [sys.executable, "-m", "grader", "run", str(place / "handed-in")]
            command += ["--output", str(place / "results"), "--device", "cpu"]
            command += [] if asked.views else ["--no-notebook-views"]
            for run in ("first", "second, nothing changed"):
                found.append(measure(command, students, run))
                print(_line(found[-1]), flush=True)
            shutil.rmtree(place / "results")
    if asked.json:
        document = {"cores": len(os.sched_getaffinity(0)), "runs": [asdict(m) for m in found]}
        asked.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _line(measured: Measured) -> str:
    each = 1000 * measured.cpu_seconds / measured.students
    return (
        f"{measured.students:>6} students, {measured.run:<24} {measured.cpu_seconds:8.1f} CPU s "
        f"({each:6.1f} ms each), {measured.seconds:7.1f} s, {measured.orchestrator_mb:5.0f} MB"
    )


if __name__ == "__main__":
    main()
