"""How a run grows with the class: ``python benchmarks/class_size.py 100 1000 2000``.

Copies the submissions of the tests' small course, each with a line of its own so that no two have
the same bytes, grades them, and runs the same command again with nothing changed. CPU seconds are
those of the whole tree of processes; memory is the largest that the orchestrator was, resident.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from classes import SMALL, Measured, hand_in, measure


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
                measured = measure(command, SMALL.folder)
                found.append({"students": students, "run": run, **asdict(measured)})
                print(_line(students, run, measured), flush=True)
    if asked.json:
        document = {"cores": len(os.sched_getaffinity(0)), "runs": found}
        asked.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _line(students: int, run: str, measured: Measured) -> str:
    each = 1000 * measured.cpu_seconds / students
    return (
        f"{students:>6} students, {run:<24} {measured.cpu_seconds:8.1f} CPU s "
        f"({each:6.1f} ms each), {measured.seconds:7.1f} s, {measured.own_mb:5.0f} MB"
    )


if __name__ == "__main__":
    main()
