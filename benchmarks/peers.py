"""What grading costs here and with two other graders: ``python benchmarks/peers.py 20 --rounds 3``.

nbgrader and otter-grader, their newest versions, grade the same class of right and wrong programs
(``mixed.py``) with the same hidden tests, each set up as its documentation says, with its default
settings, in the cheapest way for a batch that the documentation names. All take turns in each
round, so that other work on the machine meets them all. CPU seconds are those of all processes of a
command. The floor (``floor.py``) is what the tests themselves cost in one warm process; what a
grader takes beyond it is called "on top" here: isolation, processes, records, pages.

The first time, the peers are installed by pip, each with the PyTorch of grader's version into an
environment of its own below ``--environments``, and kept there: some 1.5 GB each.

What the peers were spared, since their formats have no place for it:

- pytest: the tests are called as plain functions. Importing it would cost each submission 0.3 s.
- ``needs``: a test that builds on another which was not passed fails at once; it is an assertion
  at the head of the test.
- PyTorch runs on one thread and warnings are off, as with grader: the tests say so. With nbgrader a
  warning of a right program would cost its points.
- Evidence (the drawings on grader's pages), the diagnosis of failures, hints, replay of calls,
  isolation, limits of memory and of CPU time (nbgrader's 30 s by the clock for each cell are on).
- ``assert_no_side_effects``: what a function does to global state is seen by grader's own process
  for programs only. Here it always passes; so a program whose only fault is such a side effect
  gets full marks. Between tests the gradient mode and the default dtype are put back: otherwise all
  later tests would fail at once, and cost nothing. What was done to a tensor itself stays, where
  grader's tests see a new copy in each call: it may fail more tests than with grader.
- A forbidden ``torch.optim`` (exercise ``sgd``), which grader finds in the program's text.
- The program is not taken out of the notebook: the cells run from top to bottom. The class is made
  such that this makes no difference.

What is compared at the end are the points of each exercise, as a share of all of its points.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from classes import ROOT, SHIPPED, Measured, grader_run, measure
from mixed import Handed, hand_in, students
from peers_environments import KEPT, environment
from peers_nbgrader import Nbgrader
from peers_otter import Otter
from peers_tests import Shares

WAYS = ("grader", "grader again", "nbgrader", "otter.api", "otter run")
OURS = WAYS[:2]
STEPS = ("grading", "feedback pages")  # of grader, one command does both
Runs = dict[str, Measured]  # for each part of the work, one command


class Way(Protocol):
    """A way to grade a class in a folder."""

    @property
    def variables(self) -> Mapping[str, str]: ...

    def prepare(self, handed: list[Handed], place: Path) -> None:
        """Write what the grader expects; this is not measured."""

    def steps(self, place: Path) -> Mapping[str, list[str]]:
        """The commands that are measured, for each part of the work."""

    def shares(self, place: Path) -> Shares:
        """What everybody reached."""


class Grader:
    """grader itself. One command does all, pages among it.

    The peers have nothing like the diagnosis of failures. What it learns about known mistakes, once
    for an assignment and its seed, is in the first run over a class; ``again`` is a later run: it
    grades everybody anew, and finds that in the folder of results.
    """

    variables = os.environ

    def __init__(self, *, again: bool) -> None:
        self._again = again

    def prepare(self, handed: list[Handed], place: Path) -> None:
        hand_in(handed, place / "handed-in")
        if self._again:
            first = self._command(place)
            subprocess.run(first, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def steps(self, place: Path) -> Mapping[str, list[str]]:
        force = ["--force"] if self._again else []
        return {"grading and pages": [*self._command(place), *force]}

    def _command(self, place: Path) -> list[str]:
        places = place / "handed-in", place / "results"
        return grader_run(SHIPPED, *places, "--course", str(ROOT), "--jobs", "1")

    def shares(self, place: Path) -> Shares:
        results = json.loads((place / "results" / "results.json").read_text("utf-8"))
        return {
            submission["student"]: {
                exercise["exercise"]: exercise["score"] / exercise["max_score"]
                for exercise in submission["exercises"]
            }
            for submission in results["submissions"]
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("students", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--without", nargs="*", default=[], choices=WAYS[len(OURS) :], help="leave these out"
    )
    parser.add_argument("--environments", type=Path, default=KEPT, help=f"by default {KEPT}")
    parser.add_argument("--json", type=Path, help="write what was measured into this file")
    asked = parser.parse_args()
    nbgrader = environment(Nbgrader.package, asked.environments)
    otter = environment(Otter.package, asked.environments)
    ours = Grader(again=False), Grader(again=True)
    peers = Nbgrader(nbgrader), Otter(otter, batch=True), Otter(otter, batch=False)
    ways: dict[str, Way] = dict(zip(WAYS, (*ours, *peers), strict=True))
    ways = {name: way for name, way in ways.items() if name not in asked.without}
    handed = students(asked.students)
    runs: dict[str, list[Runs]] = {name: [] for name in ways}
    reached: dict[str, Shares] = {}
    floors = []
    for _ in range(asked.rounds):
        floors.append(_floor(asked.students))
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder) / "class"
                runs[name].append(_run(way, handed, place))
                reached[name] = way.shares(place)
            _expect_graded(name, handed, reached[name])
            print(_line(name, runs[name][-1], asked.students), flush=True)
    floor = statistics.median(floors)
    print(f"\nFor each submission, in CPU seconds. The tests themselves: {floor:.3f}.\n")
    print("\n".join(_table(runs, floor, asked.students)))
    for name in ways:
        print("\n".join(_agreement(name, handed, reached[OURS[0]], reached[name])))
    if asked.json:
        versions = {
            "python": sys.version.split()[0],
            "torch": importlib.metadata.version("torch"),
            "nbgrader": nbgrader.versions,
            "otter": otter.versions,
        }
        document = {
            "students": asked.students,
            "cores": len(os.sched_getaffinity(0)),
            "versions": versions,
            "floor_cpu_seconds": floors,
            "runs": {
                name: [{step: asdict(one) for step, one in run.items()} for run in of_way]
                for name, of_way in runs.items()
            },
            "shares": reached,
        }
        asked.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _run(way: Way, handed: list[Handed], place: Path) -> Runs:
    way.prepare(handed, place)
    done = {}
    for step, command in way.steps(place).items():
        with (place / "log").open("w") as log:
            try:
                done[step] = measure(command, place, way.variables, log)
            except SystemExit:
                print((place / "log").read_text("utf-8")[-2000:], file=sys.stderr)
                raise
    return done


def _floor(count: int) -> float:
    """CPU seconds of the tests themselves, for each submission."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "floor.json"
        command = [sys.executable, str(ROOT / "benchmarks" / "floor.py"), str(count)]
        subprocess.run([*command, "--json", str(file)], check=True, stdout=subprocess.DEVNULL)
        return statistics.mean(json.loads(file.read_text("utf-8"))["cpu_seconds"])


def _cpu(run: Runs) -> float:
    return sum(measured.cpu_seconds for measured in run.values())


def _total(of_way: list[Runs], count: int) -> float:
    """CPU seconds for each submission, the median of all rounds."""
    return statistics.median(_cpu(run) for run in of_way) / count


def _line(name: str, run: Runs, count: int) -> str:
    """What one run took, as it comes."""
    parts = [f"{step} {measured.cpu_seconds / count:.3f}" for step, measured in run.items()]
    return f"{name:<18} CPU s for each submission: {', '.join(parts)}"


def _table(runs: dict[str, list[Runs]], floor: float, count: int) -> list[str]:
    """Medians over the rounds; of all CPU seconds the smallest and the largest too."""
    columns = ["", *STEPS, "all", "on top of the tests", "s by the clock", "MB"]
    columns += [f"{what}, times {name}'s" for name in OURS for what in ("all", "on top")]
    lines = [columns, ["---"] * len(columns)]
    ours = [_total(runs[name], count) for name in OURS]
    for name, of_way in runs.items():
        total, spread = _total(of_way, count), [_cpu(run) / count for run in of_way]
        seconds = statistics.median(sum(m.seconds for m in run.values()) for run in of_way)
        lines.append(
            [
                name,
                *(_step(of_way, step, count) for step in STEPS),
                f"{total:.3f} ({min(spread):.3f} to {max(spread):.3f})",
                f"{total - floor:.3f}",
                f"{seconds / count:.2f}",
                f"{max(measured.tree_mb for run in of_way for measured in run.values()):.0f}",
                *(f"{(total - f) / (own - f):.1f}" for own in ours for f in (0, floor)),
            ]
        )
    return [f"| {' | '.join(cells)} |" for cells in lines]


def _step(of_way: list[Runs], step: str, count: int) -> str:
    """The median of a part of the work; empty where a way does not have it by itself."""
    if step not in of_way[0]:
        return ""
    return f"{statistics.median(run[step].cpu_seconds for run in of_way) / count:.3f}"


def _expect_graded(name: str, handed: list[Handed], shares: Shares) -> None:
    """Whoever grades nothing, since something is missing, would look fast."""
    right = [(i.student, e) for i in handed for e in i.names if e not in i.wrong]
    full = sum(shares[student].get(exercise, 0.0) > 1 - 1e-6 for student, exercise in right)
    if full < len(right) / 2:
        raise SystemExit(f"{name}: only {full} of {len(right)} right programs have full marks")


def _agreement(name: str, handed: list[Handed], ours: Shares, theirs: Shares) -> list[str]:
    """How many right programs have full marks and how many wrong ones have not, and where the
    points are not grader's."""
    right = full = wrong = lost = same = 0
    differences = []
    for item in handed:
        for exercise, called in item.names.items():
            came, expected = theirs[item.student].get(exercise, 0.0), ours[item.student][exercise]
            is_full = came > 1 - 1e-6
            if exercise in item.wrong:
                wrong, lost = wrong + 1, lost + (not is_full)
            else:
                right, full = right + 1, full + is_full
            if abs(came - expected) < 1e-6:
                same += 1
            else:
                differences.append(f"  {exercise}, {called}: {came:.2f}, not {expected:.2f}")
    found = (
        f"\n{name}: {full} of {right} right programs have full marks, {lost} of {wrong} wrong ones "
        f"have not; {same} of {right + wrong} have the points that grader gives"
    )
    return [found, *differences]


if __name__ == "__main__":
    main()
