"""What a cluster costs, and how well it is used: ``python benchmarks/cluster.py 60 --rounds 3``.

Grades the same class four times a round: on one examiner and on two of this machine, on one Dask
worker and on two (``--scheduler local:N``), in turn, so that other work on the machine meets them
all. CPU seconds are those of the whole tree of processes; "own" is the process that runs it all,
which holds the scheduler too. A run over a class of one is taken off each: what is left is what
submissions cost, without the start.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from dataclasses import asdict
from pathlib import Path

from classes import SHIPPED, Measured, clear, grader_run, hand_in, measure

WAYS = {
    "one examiner": ("--jobs", "1"),
    "two examiners": ("--jobs", "2"),
    "one worker": ("--scheduler", "local:1"),
    "two workers": ("--scheduler", "local:2"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write what was measured into this file")
    asked = parser.parse_args()
    found: dict[str, list[Measured]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        hand_in(SHIPPED, place / "class", asked.students)
        hand_in(SHIPPED, place / "nobody", 1)
        for _ in range(asked.rounds):
            for way, options in WAYS.items():
                one = _run(place / "nobody", place / "results", options)
                whole = _run(place / "class", place / "results", options)
                found[way].append(_without(whole, one))
                print(_line(way, found[way][-1], asked.students), flush=True)
    print()
    for way, runs in found.items():
        print(_line(way, _median(runs), asked.students))
    if asked.json:
        runs = {way: [asdict(run) for run in runs] for way, runs in found.items()}
        document = {"students": asked.students, "cores": len(os.sched_getaffinity(0)), "runs": runs}
        asked.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _run(handed_in: Path, results: Path, options: tuple[str, ...]) -> Measured:
    clear(results)
    command = grader_run(SHIPPED, handed_in, results, "--seed", "cluster", *options)
    return measure(command, SHIPPED.folder)


def _without(whole: Measured, one: Measured) -> Measured:
    return Measured(
        whole.cpu_seconds - one.cpu_seconds,
        whole.own_cpu_seconds - one.own_cpu_seconds,
        whole.seconds - one.seconds,
        whole.own_mb,
        whole.tree_mb,
    )


def _median(runs: list[Measured]) -> Measured:
    return Measured(*(statistics.median(asdict(run)[name] for run in runs) for name in _NAMES))


_NAMES = ("cpu_seconds", "own_cpu_seconds", "seconds", "own_mb", "tree_mb")


def _line(way: str, measured: Measured, students: int) -> str:
    each = 1000 / (students - 1)
    cpu, own = measured.cpu_seconds * each, measured.own_cpu_seconds * each
    clock = measured.seconds * each
    return f"{way:<14} {cpu:7.1f} CPU ms each, own {own:5.1f}, {clock:7.1f} ms by the clock"


if __name__ == "__main__":
    main()
