"""How a run grows with the class: ``python benchmarks/class_size.py 100 1000 2000``.

Copies the submissions of the tests' small course, each with a line of its own so that no two have
the same bytes, grades them, and runs the same command again with nothing changed. CPU seconds are
those of the whole tree of processes; memory is the largest that the orchestrator was, resident.

Looks for leaks too: each second, how many processes there are, and how many descriptors and how
much memory the orchestrator, an examiner and a zygote have; of the first run, the medians of the
first and of the last fifth of all looks are printed. What is left in the folder for temporary files
is counted.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from classes import SMALL, Account, Measured, command_of, hand_in, measure

ROLES = {
    "orchestrator": "-m grader run",
    "examiner": "-m grader.batch.examiner",
    "zygote": "-I -m grader.sandbox.zygote",
}


class Looks:
    """What was seen of a run's processes, each second."""

    def __init__(self) -> None:
        self._next = 0.0
        self._seen: dict[str, list[float]] = {}

    def __call__(self, account: Account) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + 1
        pids = account.pids()
        self._note("processes", len(pids))
        for role, words in ROLES.items():
            found = [pid for pid in pids if words in command_of(pid)]
            for pid in found[-1:]:
                with contextlib.suppress(OSError):
                    self._note(f"{role}: descriptors", _count(f"/proc/{pid}/fd"))
                    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
                    self._note(f"{role}: MB", pages * resource.getpagesize() / 2**20)

    def _note(self, what: str, value: float) -> None:
        self._seen.setdefault(what, []).append(value)

    def growth(self) -> dict[str, tuple[float, float]]:
        """The medians of the first and of the last fifth."""
        found = {}
        for what, values in self._seen.items():
            fifth = max(1, len(values) // 5)
            found[what] = statistics.median(values[:fifth]), statistics.median(values[-fifth:])
        return found


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
            hand_in(SMALL, place / "handed-in", students)
            command = [sys.executable, "-m", "grader", "run", str(place / "handed-in")]
            command += ["--output", str(place / "results"), "--device", "cpu"]
            command += [] if asked.views else ["--no-notebook-views"]
            for run in ("first", "second, nothing changed"):
                before, looks = _count(tempfile.gettempdir()), Looks()
                measured = measure(command, SMALL.folder, watch=looks)
                left = _count(tempfile.gettempdir()) - before
                growth = looks.growth()
                found.append(
                    {"students": students, "run": run, **asdict(measured)}
                    | {"growth": growth, "temporary files left": left}
                )
                print(_line(students, run, measured), flush=True)
                if run == "first":
                    for what, (first, last) in growth.items():
                        print(f"{'':8}{what}: {first:.0f} at first, {last:.0f} at last")
                    print(f"{'':8}temporary files left: {left}", flush=True)
    if asked.json:
        document = {"cores": len(os.sched_getaffinity(0)), "runs": found}
        asked.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _count(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


def _line(students: int, run: str, measured: Measured) -> str:
    each = 1000 * measured.cpu_seconds / students
    return (
        f"{students:>6} students, {run:<24} {measured.cpu_seconds:8.1f} CPU s "
        f"({each:6.1f} ms each), {measured.seconds:7.1f} s, {measured.own_mb:5.0f} MB"
    )


if __name__ == "__main__":
    main()
