"""Whose grade would change, by how much, and because of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.grade import Grade, State
from grader.gradebook.results import Results, TestScore


@dataclass(frozen=True)
class TestChange:
    """A test whose score is another; None where it was not there, or is there no more."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    exercise: str
    test: str
    before: TestScore | None
    after: TestScore | None

    @property
    def only_points(self) -> bool:
        """Whether its outcome is the same, and only what it is worth has changed."""
        return (
            self.before is not None
            and self.after is not None
            and self.before.outcome is self.after.outcome
        )


@dataclass(frozen=True)
class Change:
    """A student's grade as it stands and as it would be; without ``tests`` the policy is the
    reason."""

    before: Grade
    after: Grade
    tests: tuple[TestChange, ...]

    @property
    def student(self) -> str:
        return self.before.student.name


def changes(
    before: Sequence[Grade], after: Sequence[Grade], results: Results
) -> tuple[Change, ...]:
    """Compare the grades of the same students, as they stand and as they would be."""
    then = {grade.student.name: grade for grade in after}
    pairs = [(old, then[old.student.name]) for old in before if old.student.name in then]
    other = [(old, new) for old, new in pairs if _told(old) != _told(new)]
    ids = {grade.standing.result_id for pair in other for grade in pair if grade.standing}
    tests = results.tests(ids)
    return tuple(
        Change(old, new, _tests(_rows(old, tests), _rows(new, tests))) for old, new in other
    )


def _told(grade: Grade) -> tuple[object, ...]:
    scores = grade.standing.exercises if grade.standing is not None else ()
    # What is not handed in may turn from "no score" to 0 with the due date; the grade does not.
    shown = tuple((e.exercise, e.score or 0.0, e.max_score) for e in scores)
    has_score = grade.state in (State.GRADED, State.MISSING)
    return (has_score, grade.score, grade.max_score, shown)


def _rows(
    grade: Grade, tests: Mapping[int, Mapping[tuple[str, str], TestScore]]
) -> Mapping[tuple[str, str], TestScore]:
    return tests.get(grade.standing.result_id, {}) if grade.standing is not None else {}


def _tests(
    before: Mapping[tuple[str, str], TestScore], after: Mapping[tuple[str, str], TestScore]
) -> tuple[TestChange, ...]:
    names = list(dict.fromkeys([*before, *after]))
    return tuple(
        TestChange(*name, before.get(name), after.get(name))
        for name in names
        if _worth(before.get(name)) != _worth(after.get(name))
    )


def _worth(test: TestScore | None) -> tuple[float | None, float] | None:
    return None if test is None else (test.score, test.max_score)
