"""What the class page counts: exercises, hidden tests, and the mistakes that were recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from grader.course import Assignment
from grader.diagnosis.catalogue import misconception
from grader.outcome import ExerciseResult, Outcome, Status, SubmissionResult, Text
from grader.report.people import Directory, People, Spot
from grader.report.words import OUTCOMES

_HARDEST = 3


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise over the whole class; ``mean`` of those who have a score, None where none."""

    name: str
    title: Text
    points: float
    mean: float | None
    handed_in: int
    full_marks: int
    unreadable: int
    not_graded: int

    @property
    def mean_share(self) -> float:
        return (self.mean or 0.0) / self.points

    @property
    def full_share(self) -> float:
        return self.full_marks / self.handed_in if self.handed_in else 0.0


@dataclass(frozen=True)
class TestRow:
    """One hidden test over the whole class.

    Of those whose function was ``there``, so many ``passed`` and so many were ``not_checked``,
    because a test that it builds on was not passed; ``people`` did not pass. ``absent``: no such
    function in what was handed in. ``hardest``: among the hardest of the assignment.
    """

    __test__ = False

    exercise: str
    test: str
    sentence: Text
    there: int
    passed: int
    not_checked: int
    absent: int
    not_graded: int
    people: People
    hardest: bool = False

    @property
    def checked(self) -> int:
        return self.there - self.not_checked

    @property
    def failed(self) -> int:
        return self.checked - self.passed

    @property
    def share(self) -> float:
        return self.passed / self.there if self.there else 0.0

    @property
    def checked_share(self) -> float:
        return self.passed / self.checked if self.checked else 1.0


@dataclass(frozen=True)
class Mistake:
    """A misconception that failures show. ``name`` and ``belief`` are in the page's language;
    ``belief`` is empty where the course no longer knows it. ``share`` is of those who handed the
    exercise in."""

    exercise: str
    name: str
    belief: str
    share: float
    people: People


@dataclass
class _Tally:
    """A hidden test's outcomes, while they are counted."""

    sentence: Text
    passed: int = 0
    others: list[tuple[Outcome, str]] = field(default_factory=list)  # with the student

    def count(self, outcome: Outcome) -> int:
        return sum(found is outcome for found, _ in self.others)


def exercise_rows(
    assignment: Assignment, results: Sequence[SubmissionResult]
) -> tuple[ExerciseRow, ...]:
    """One row for each exercise, in the assignment's order."""
    return tuple(
        _exercise_row([result.exercises[place] for result in results], exercise.name)
        for place, exercise in enumerate(assignment.exercises)
        if results
    )


def _exercise_row(results: Sequence[ExerciseResult], name: str) -> ExerciseRow:
    first = results[0]
    statuses = [result.status for result in results]
    return ExerciseRow(
        name,
        first.title,
        first.max_score,
        mean([result.score for result in results]),
        len(results) - statuses.count(Status.NOT_HANDED_IN),
        sum(has_full_marks(result) for result in results),
        statuses.count(Status.UNREADABLE),
        statuses.count(Status.NOT_GRADED),
    )


def has_full_marks(result: ExerciseResult) -> bool:
    """Whether an exercise was graded and has all its points."""
    return result.status is Status.GRADED and result.score == result.max_score


def mean(scores: Sequence[float | None]) -> float | None:
    """The mean of the scores that are known; None where none is."""
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def test_rows(
    assignment: Assignment, results: Sequence[SubmissionResult], directory: Directory
) -> tuple[TestRow, ...]:
    """One row for each hidden test, exercise by exercise, in the order of the tests."""
    tallies: dict[tuple[str, str], _Tally] = {}
    for result in results:
        for exercise in result.exercises:
            for test in exercise.tests:
                key = (exercise.exercise, test.test)
                tally = tallies.get(key) or tallies.setdefault(key, _Tally(test.sentence))
                if test.outcome is Outcome.PASSED:
                    tally.passed += 1
                else:
                    tally.others.append((test.outcome, result.student))
    places = {exercise.name: place for place, exercise in enumerate(assignment.exercises)}
    ordered = sorted(tallies.items(), key=lambda item: places[item[0][0]])
    rows = [
        _test_row(key, tally, directory, f"t{place}") for place, (key, tally) in enumerate(ordered)
    ]
    return _with_hardest(rows)


def _test_row(key: tuple[str, str], tally: _Tally, directory: Directory, mark: str) -> TestRow:
    absent, not_graded = tally.count(Outcome.MISSING), tally.count(Outcome.NOT_GRADED)
    theirs = (student for outcome, student in tally.others if outcome is not Outcome.NOT_GRADED)
    return TestRow(
        *key,
        tally.sentence,
        there=tally.passed + len(tally.others) - absent - not_graded,
        passed=tally.passed,
        not_checked=tally.count(Outcome.NOT_CHECKED),
        absent=absent,
        not_graded=not_graded,
        people=directory.people(mark, (Spot(student, *key) for student in theirs)),
    )


def _with_hardest(rows: Sequence[TestRow]) -> tuple[TestRow, ...]:
    """Marks those that fewest passed of the students whose program got so far."""
    order = sorted(
        (row for row in rows if row.checked_share < 1), key=lambda row: row.checked_share
    )
    marks = {row.people.mark for row in order[:_HARDEST]}
    return tuple(replace(row, hardest=row.people.mark in marks) for row in rows)


def hardest(rows: Sequence[TestRow]) -> list[TestRow]:
    """The tests that are marked, the hardest first."""
    return sorted((row for row in rows if row.hardest), key=lambda row: row.checked_share)


def mistakes(
    assignment: Assignment,
    results: Sequence[SubmissionResult],
    directory: Directory,
    language: str,
) -> list[Mistake]:
    """The misconceptions that failures show, the most common first.

    Raises:
        CourseError: the course's misconceptions can't be read.
    """
    found: dict[tuple[str, str], list[Spot]] = {}
    for spot, names in _diagnosed(results):
        for name in names:
            found.setdefault((spot.exercise, name), []).append(spot)
    rows = exercise_rows(assignment, results)
    handed_in = {row.name: row.handed_in for row in rows}
    places = {row.name: place for place, row in enumerate(rows)}
    students = {key: len({spot.student for spot in spots}) for key, spots in found.items()}
    ordered = sorted(found, key=lambda key: (-students[key], places[key[0]], key))
    made = []
    for place, key in enumerate(ordered):
        exercise, name = key
        title, belief = _named(assignment, exercise, name, language)
        people = directory.people(f"m{place}", found[key])
        made.append(Mistake(exercise, title, belief, people.count / handed_in[exercise], people))
    return made


def unexplained(results: Sequence[SubmissionResult], directory: Directory) -> People:
    """Those who failed an exercise in which no failure shows a known misconception."""
    return directory.people("unknown", _unexplained(results))


def _unexplained(results: Sequence[SubmissionResult]) -> Iterator[Spot]:
    for result in results:
        for exercise in result.exercises:
            bad = [test for test in exercise.tests if OUTCOMES[test.outcome].tone == "bad"]
            known = any(test.diagnosis and test.diagnosis.misconceptions for test in bad)
            if bad and not known:
                yield Spot(result.student, exercise.exercise, bad[0].test)


def _diagnosed(results: Sequence[SubmissionResult]) -> Iterator[tuple[Spot, tuple[str, ...]]]:
    for result in results:
        for exercise in result.exercises:
            for test in exercise.tests:
                if test.diagnosis is not None and test.diagnosis.misconceptions:
                    spot = Spot(result.student, exercise.exercise, test.test)
                    yield spot, test.diagnosis.misconceptions


def _named(assignment: Assignment, exercise: str, name: str, language: str) -> tuple[str, str]:
    known = misconception(assignment, exercise, name)
    if known is None:
        return f"`{name}`", ""
    explanation = known.explanation(language)
    return explanation.name, explanation.belief
