"""A gradebook in which work is handed in and graded without running any code."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from grader.course import Assignment, load_assignment
from grader.gradebook import Gradebook
from grader.gradebook.attempts import HandedIn
from grader.intake.submissions import Person
from grader.outcome import (
    ExerciseResult,
    Outcome,
    Run,
    Status,
    SubmissionResult,
    TestResult,
    Text,
)

COURSE = Path(__file__).parent.parent / "courses" / "vectors"
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
Papers = Callable[..., SubmissionResult]


@pytest.fixture
def assignment() -> Assignment:
    """Two exercises of 2 and 3 points, without a due date."""
    return load_assignment(COURSE)


@pytest.fixture
def paper() -> Papers:
    """``paper(student, score)``: a result of 5 points; None is not graded."""
    return a_paper


def a_paper(
    student: str = "ada", score: float | None = 4.0, *, nothing: bool = False
) -> SubmissionResult:
    """A result; with ``nothing`` no exercise was in what was handed in."""
    if nothing:
        status, scores = Status.NOT_HANDED_IN, (None, None)
    elif score is None:
        status, scores = Status.NOT_GRADED, (None, None)
    else:
        status, scores = Status.GRADED, (min(score, 2.0), max(score - 2.0, 0.0))
    exercises = tuple(
        _exercise(name, status, points, full)
        for name, points, full in zip(
            ("normalize", "running_mean"), scores, (2.0, 3.0), strict=True
        )
    )
    if nothing:
        return SubmissionResult(student, Status.GRADED, 0.0, 5.0, exercises)
    whole = Status.NOT_GRADED if score is None else Status.GRADED
    return SubmissionResult(student, whole, score, 5.0, exercises)


def _exercise(name: str, status: Status, score: float | None, full: float) -> ExerciseResult:
    if status is Status.NOT_HANDED_IN:
        return ExerciseResult(name, Text(name), status, None, full)
    outcome = Outcome.NOT_GRADED if score is None else Outcome.FAILED
    test = TestResult("test_a", Text("It does a."), outcome, {"cpu": outcome}, score, full)
    return ExerciseResult(name, Text(name), status, score, full, tests=(test,))


class Term:
    """A gradebook and what happens in it."""

    def __init__(self, path: Path, assignment: Assignment) -> None:
        self.path = path
        self.assignment = assignment
        self.gradebook = Gradebook.open(path)
        self._numbers = itertools.count(1)

    def run(self) -> str:
        """Begin a run, and give its id."""
        run = Run(f"r{next(self._numbers)}", "seed", ("cpu",), "0.1.0", "2.13.0", (), NOW)
        self.gradebook.runs.seed(self.assignment.name, "seed")
        self.gradebook.runs.begin(self.assignment.name, run, "homework")
        return run.id

    def meet(self, *people: Person) -> list[tuple[int, str]]:
        """People are met among submissions; gives their ids and names in the gradebook."""
        return self.gradebook.people.resolve(people, self.assignment.name)

    def hand_in(
        self,
        *names: str,
        files: Mapping[str, str] | None = None,
        at: datetime.datetime | None = None,
        late: bool | None = None,
    ) -> int:
        """People hand something in together, files no one else has unless they are given."""
        self.gradebook.runs.seed(self.assignment.name, "seed")
        ids = tuple(identifier for identifier, _ in self.meet(*map(Person, names)))
        given = files or {"work.ipynb": f"{next(self._numbers):064}"}
        (attempt,) = self.gradebook.attempts.enter(
            self.assignment.name, [HandedIn(ids, given, at, late)]
        )
        return attempt

    def mark(
        self,
        attempt: int,
        score: float | None = 4.0,
        *,
        nothing: bool = False,
        made_of: Mapping[str, int | str] | None = None,
        result: SubmissionResult | None = None,
        **more: str,
    ) -> int:
        """A run grades an attempt; gives the id of the result."""
        found = result or a_paper("", score, nothing=nothing)
        made = made_of or {item.exercise: f"{attempt} {item.exercise}" for item in found.exercises}
        return self.gradebook.results.record(
            self.run(), attempt, found, made_of=made, scoring="s", light=found, **more
        )


@pytest.fixture
def term(tmp_path: Path, assignment: Assignment) -> Iterator[Term]:
    """An empty gradebook, with ``hand_in`` and ``mark`` to fill it."""
    made = Term(tmp_path / "gradebook.db", assignment)
    yield made
    made.gradebook.close()
