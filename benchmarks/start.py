"""From the command to the first graded submission: ``python benchmarks/start.py --rounds 5``.

Beside it, in turn, what no grader of PyTorch programs can do without: ``python -c "import torch"``,
once for whoever has the tests and once for whoever has the students' programs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from classes import SHIPPED, Measured, clear, grader_run, measure
from mixed import hand_in, students


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write what was measured into this file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, results = Path(folder) / "class", Path(folder) / "results"
        hand_in(students(1), place)
        run = grader_run(SHIPPED, place, results)
        ways = {"import torch": [sys.executable, "-c", "import torch"], "grader run": run}
        found: dict[str, list[Measured]] = {name: [] for name in ways}
        for _ in range(asked.rounds):
            for name, command in ways.items():
                clear(results)
                found[name].append(measure(command, SHIPPED.folder))
    seconds = {n: statistics.median(m.seconds for m in runs) for n, runs in found.items()}
    cpu = {n: statistics.median(m.cpu_seconds for m in runs) for n, runs in found.items()}
    for name in ways:
        print(f"{name:<14} {seconds[name]:6.2f} s by the clock, {cpu[name]:6.2f} CPU s")
    times = {k: v["grader run"] / v["import torch"] for k, v in (("s", seconds), ("cpu", cpu))}
    print(
        f"one submission graded, to its pages: {times['s']:.1f} times import torch by the clock, "
        f"{times['cpu']:.1f} times in CPU time"
    )
    if asked.json:
        runs = {name: [asdict(run) for run in runs] for name, runs in found.items()}
        asked.json.write_text(json.dumps(runs, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
