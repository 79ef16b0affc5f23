"""What grading costs beyond the tests themselves, by stage: ``python benchmarks/overhead.py 20``.

Each round grades the same class (``mixed.py``) with one examiner and runs the same hidden tests as
a floor (``floor.py``), in turn. Figures are CPU milliseconds for each submission, of the whole tree
of processes. The examiner has graded the class once before: starting it and finding out once what
the known mistakes do are figures of their own. So are the pages, which the run's own process makes:
a whole ``grader run`` is compared with one over a class of one.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from classes import SHIPPED, Account, Measured, accounted, grader_run, measure
from floor import Floor
from mixed import Handed, course, hand_in, students

from grader.batch import examiners
from grader.batch.examiners import ExaminerProcess, Paper
from grader.exam.protocol import Setup, Terms
from grader.intake.submissions import Submission

STAGES = {
    "floor": "the hidden tests themselves, in one warm process",
    "grading": "reading, tests, isolation: examiner, zygote and candidate",
    "examiner": "of these, the examiner's own process",
    "candidate": "of these, the candidate",
    "pages": "results, gradebook and two pages: the run's own process",
    "diagnosis": "naming mistakes, once they are known",
    "views": "showing the notebooks as they were handed in, in processes of their own",
}
ONCE = {
    "start": "an examiner, its zygote and the control run, CPU seconds",
    "known mistakes": "finding out what they do, CPU seconds",
}


class Graded:
    """A class before one examiner."""

    def __init__(self, account: Account, place: Path) -> None:
        self._account = account
        self._place = place
        with _joined(account):
            self._examiner = ExaminerProcess(
                Setup(
                    course=str(SHIPPED.folder),
                    assignment=SHIPPED.assignment,
                    seed="overhead",
                    device="cpu",
                    past_due=False,
                )
            )
        self._examiner.receive()
        self.start = account.cpu_seconds()

    def grade(self, handed: list[Handed], terms: Terms) -> tuple[float, float, float]:
        """CPU seconds: of all processes, of the examiner's, of candidates."""
        before, own = self._account.cpu_seconds(), self._own()
        candidates = 0.0
        for item in handed:
            submission = Submission.at(item.student, self._place / item.student)
            self._examiner.ask(Paper.read(submission, terms, file_mb=10).job())
            _, answer = self._examiner.receive()
            candidates += answer["result"]["spent"]["cpu_seconds"]
        return self._account.cpu_seconds() - before, self._own() - own, candidates

    def _own(self) -> float:
        return self._account.cpu_seconds_of("grader.batch.examiner")

    def close(self) -> None:
        self._examiner.stop()


def measure_rounds(count: int, rounds: int) -> dict[str, list[float]]:
    """The stages of each round, in CPU milliseconds for each submission; ``ONCE`` in seconds."""
    handed = students(count)
    floor = Floor()
    found: dict[str, list[float]] = {name: [] for name in (*STAGES, *ONCE)}
    with tempfile.TemporaryDirectory() as folder, accounted() as account:
        place = Path(folder)
        hand_in(handed, place)
        graded = Graded(account, place)
        plain = replace(Terms(), diagnosed=False)
        with quiet():
            for item in handed:  # the floor has to be warm, as the examiner is
                floor.grade(item.notebook())
        found["start"].append(graded.start)
        alone = graded.grade(handed, plain)[0]
        found["known mistakes"].append(graded.grade(handed, Terms())[0] - alone)
        for _ in range(rounds):
            each = 1000 / count
            with quiet():
                found["floor"].append(sum(floor.grade(h.notebook())[0] for h in handed) * each)
            whole, examiner, candidates = (s * each for s in graded.grade(handed, plain))
            found["grading"].append(whole)
            found["examiner"].append(examiner)
            found["candidate"].append(candidates)
            named = graded.grade(handed, Terms())[0] * each
            found["diagnosis"].append(named - whole)
        graded.close()
    found["pages"] = [_pages(handed)]
    return found


def _pages(handed: list[Handed]) -> float:
    """What each submission costs the run's own process."""
    one, all_of_them = (_run(some).own_cpu_seconds for some in (handed[:1], handed))
    return 1000 * (all_of_them - one) / (len(handed) - 1)


def measure_views(handed: list[Handed]) -> float:
    """What showing notebooks adds, in CPU milliseconds of all processes for each submission."""
    added = [
        _run(some, "--notebook-views").cpu_seconds - _run(some).cpu_seconds
        for some in (handed[:1], handed)
    ]
    return 1000 * (added[1] - added[0]) / (len(handed) - 1)


def _run(handed: list[Handed], *options: str) -> Measured:
    """A whole run; always the same seed, so that the same mistakes have to be found out."""
    with tempfile.TemporaryDirectory() as folder:
        hand_in(handed, Path(folder) / "class")
        places = Path(folder) / "class", Path(folder) / "results"
        command = grader_run(SHIPPED, *places, "--jobs", "1", "--seed", "overhead", *options)
        return measure(command, SHIPPED.folder)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Programs print."""
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        yield


@contextlib.contextmanager
def _joined(account: Account) -> Iterator[None]:
    """What is started meanwhile is counted."""
    popen = examiners.subprocess.Popen

    def counted(*arguments: object, **options: object) -> object:
        return popen(*arguments, preexec_fn=lambda: account.join(os.getpid()), **options)

    examiners.subprocess.Popen = counted
    try:
        yield
    finally:
        examiners.subprocess.Popen = popen


def ratio(found: dict[str, list[float]]) -> float:
    """Grading and pages over the floor, the median of the rounds."""
    return statistics.median(
        (grading + found["pages"][0]) / floor
        for grading, floor in zip(found["grading"], found["floor"], strict=True)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write what was measured into this file")
    asked = parser.parse_args()
    found = measure_rounds(asked.students, asked.rounds)
    found["views"] = [measure_views(students(asked.students)) for _ in range(asked.rounds)]
    print(f"{course().name}, {asked.students} submissions, {asked.rounds} rounds")
    for name, what in (STAGES | ONCE).items():
        values = found[name]
        spread = f"{min(values):.1f} to {max(values):.1f}"
        print(f"{name:<15} {statistics.median(values):8.1f}  ({spread})  {what}")
    print(f"grading and pages are {ratio(found):.2f} times the floor")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
