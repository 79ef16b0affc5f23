"""The overview of the class, for instructors alone: what needs a look first, then the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.course import Assignment
from grader.outcome import ExerciseResult, Outcome, Run, Status, SubmissionResult, Text
from grader.report.pages import render
from grader.report.translations import Translator
from grader.report.words import OUTCOMES, STATUSES
from grader.sandbox.provider import gaps

_LIMITS = (Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.OUTPUT_LIMIT, Outcome.CRASHED)


@dataclass(frozen=True)
class Attention:
    """Something that an instructor should look at: whose, what, and why."""

    student: str
    exercise: str
    word: Text
    reasons: tuple[Text, ...]
    internal: str = ""


@dataclass(frozen=True)
class TestRow:
    """One hidden test over the whole class. ``share`` of those who sat it passed."""

    exercise: str
    sentence: Text
    passed: int
    sat: int

    @property
    def share(self) -> float:
        return self.passed / self.sat if self.sat else 0.0


@dataclass(frozen=True)
class Mean:
    """A column's mean over those who have a score; None where nobody has."""

    value: float | None
    out_of: float


def class_page(
    assignment: Assignment,
    results: Sequence[SubmissionResult],
    run: Run,
    translator: Translator,
    *,
    links: Mapping[str, str],
    problems: Mapping[str, Sequence[str]],
    unmatched: Sequence[str] = (),
) -> str:
    """The page as HTML.

    Args:
        assignment: the assignment.
        results: of all students, sorted by name.
        run: the finished run.
        translator: speaks the page's language.
        links: the addresses of the students' pages, by student.
        problems: what is wrong with the hidden tests, by exercise.
        unmatched: what lay among the submissions and is none.
    """
    return render(
        "class.html",
        translator,
        assignment=assignment,
        results=results,
        run=run,
        links=links,
        problems=problems,
        unmatched=unmatched,
        attention=_attention(results),
        means=_means(assignment, results),
        tests=_test_rows(results),
        statuses=STATUSES,
        gaps=list(gaps(run.sandbox, gpu="cuda" in run.devices)),
    )


def _attention(results: Sequence[SubmissionResult]) -> list[Attention]:
    """Not graded first, then unreadable, then what ran into a limit."""
    found: list[tuple[int, Attention]] = []
    for result in results:
        if result.notes and result.status is Status.GRADED:
            word = STATUSES[Status.NOT_HANDED_IN].word
            found.append((1, Attention(result.student, "", word, result.notes)))
        for exercise in result.exercises:
            found += [(rank, item) for rank, item in _of_exercise(result.student, exercise)]
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _of_exercise(student: str, exercise: ExerciseResult) -> list[tuple[int, Attention]]:
    word = STATUSES[exercise.status].word
    if exercise.status is Status.NOT_GRADED:
        ours = [test for test in exercise.tests if test.score is None and test.failure is not None]
        failures = [test.failure for test in ours if test.failure is not None]
        reasons = tuple(message for failure in failures for message in failure.messages)
        internal = "\n\n".join(failure.internal for failure in failures if failure.internal)
        item = Attention(student, exercise.exercise, word, reasons or exercise.notes, internal)
        return [(0, item)]
    if exercise.status is Status.UNREADABLE:
        return [(1, Attention(student, exercise.exercise, word, exercise.notes))]
    limits = {test.outcome for test in exercise.tests} & set(_LIMITS)
    return [
        (2, Attention(student, exercise.exercise, OUTCOMES[outcome].word, exercise.notes))
        for outcome in _LIMITS
        if outcome in limits
    ]


def _means(assignment: Assignment, results: Sequence[SubmissionResult]) -> list[Mean]:
    """The mean of each exercise, then of the whole."""
    columns = [
        Mean(_mean([result.exercises[place].score for result in results]), exercise.points)
        for place, exercise in enumerate(assignment.exercises)
    ]
    total = _mean([result.score for result in results])
    return [*columns, Mean(total, assignment.max_score)]


def _mean(scores: Sequence[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def _test_rows(results: Sequence[SubmissionResult]) -> list[TestRow]:
    """How many passed each test, of those whose function was there to be tested."""
    rows: dict[tuple[str, str], TestRow] = {}
    for result in results:
        for exercise in result.exercises:
            for test in exercise.tests:
                if test.outcome is Outcome.NOT_GRADED:
                    continue
                key = (exercise.exercise, test.test)
                row = rows.get(key, TestRow(exercise.exercise, test.sentence, 0, 0))
                passed = row.passed + (test.outcome is Outcome.PASSED)
                rows[key] = TestRow(row.exercise, row.sentence, passed, row.sat + 1)
    return list(rows.values())
