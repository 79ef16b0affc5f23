"""One student's feedback page: what is right, what is not yet, and where to look.

What stands on it follows the assignment's feedback policy: "full" tells all; "hints" leaves out
what was expected and what came; "score" leaves out the tests. What only the instructor may see
(``Failure.internal``, hidden tests, seeds, what the program printed) never gets here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.course import Assignment
from grader.diagnosis.catalogue import Explanation, misconceptions
from grader.outcome import (
    Cell,
    ExerciseResult,
    Failure,
    Frame,
    Outcome,
    Run,
    Status,
    SubmissionResult,
    TestResult,
)
from grader.report.pages import render
from grader.report.translations import Translator
from grader.report.words import OUTCOMES, STATUSES, Word

_AROUND = 2
_MAX_LINE = 300
_MAX_FUNCTION = 60


@dataclass(frozen=True)
class CodeLine:
    """A line of the student's code on the page."""

    number: int
    source: str
    concerned: bool


@dataclass(frozen=True)
class Excerpt:
    """Where in the student's notebook something happened, with the lines around it."""

    frame: Frame
    lines: tuple[CodeLine, ...]


@dataclass(frozen=True)
class TestView:
    """A test as the page shows it. ``tells_values``: the policy lets expected and got be shown;
    ``mistakes``: what the failure shows, explained."""

    result: TestResult
    word: Word
    failure: Failure
    tells_values: bool
    excerpts: tuple[Excerpt, ...]
    mistakes: tuple[Explanation, ...]

    @property
    def disagrees(self) -> bool:
        return len(set(self.result.devices.values())) > 1


@dataclass(frozen=True)
class ExerciseView:
    """An exercise as the page shows it. ``word`` is None for one that was graded; ``function`` is
    the student's own, where something about it is not right yet."""

    result: ExerciseResult
    word: Word | None
    tone: str
    tests: tuple[TestView, ...]
    function: Excerpt | None


def student_page(
    assignment: Assignment,
    result: SubmissionResult,
    run: Run,
    translator: Translator,
    *,
    view: str | None = None,
) -> str:
    """The page as HTML; ``view`` is the address of the page that shows the notebooks, if any."""
    return render(
        "student.html",
        translator,
        assignment=assignment,
        result=result,
        run=run,
        view=view,
        exercises=[
            _exercise(exercise, assignment, translator.language) for exercise in result.exercises
        ],
        next_step=None if assignment.feedback == "score" else _next_step(result),
        statuses=STATUSES,
        outcomes=OUTCOMES,
    )


def _exercise(result: ExerciseResult, assignment: Assignment, language: str) -> ExerciseView:
    graded = result.status is Status.GRADED
    shown = () if assignment.feedback == "score" else result.tests
    full = assignment.feedback == "full"
    explained: set[str] = set()
    return ExerciseView(
        result,
        None if graded else STATUSES[result.status],
        _tone(result),
        tuple(
            _test(test, result, _mistakes(test, result, assignment, language, explained), full=full)
            for test in shown
        ),
        _function(result) if any(OUTCOMES[test.outcome].tone == "bad" for test in shown) else None,
    )


def _function(result: ExerciseResult) -> Excerpt | None:
    place = result.place
    cell = next((c for c in result.cells if place is not None and c.number == place.cell), None)
    if place is None or cell is None:
        return None
    last = min(place.last, place.first + _MAX_FUNCTION - 1)
    lines = tuple(
        CodeLine(number, line[:_MAX_LINE], False)
        for number, line in enumerate(cell.source.splitlines(), start=1)
        if place.first <= number <= last
    )
    frame = Frame(result.file or "", place.cell, place.first, place.name, "")
    return Excerpt(frame, lines) if lines else None


def _tone(result: ExerciseResult) -> str:
    if result.status is not Status.GRADED:
        return STATUSES[result.status].tone
    return "good" if result.score == result.max_score else "bad"


def _mistakes(
    test: TestResult,
    exercise: ExerciseResult,
    assignment: Assignment,
    language: str,
    explained: set[str],
) -> tuple[Explanation, ...]:
    """What the failure was found to show, in the page's language; explained only once."""
    names = test.diagnosis.misconceptions if test.diagnosis is not None else ()
    if not names:
        return ()
    known = misconceptions(assignment, exercise.exercise)
    found = []
    for name in (name for name in names if name in known):
        whole = known[name].explanation(language)
        found.append(Explanation(whole.name, "", ()) if name in explained else whole)
        explained.add(name)
    return tuple(found)


def _test(
    test: TestResult, exercise: ExerciseResult, mistakes: tuple[Explanation, ...], *, full: bool
) -> TestView:
    failure = test.failure
    if failure is None or test.outcome is Outcome.NOT_GRADED:
        failure = Failure()
    excerpts = tuple(_excerpts(failure, exercise.cells))
    return TestView(test, OUTCOMES[test.outcome], failure, full, excerpts, mistakes)


def _excerpts(failure: Failure, cells: tuple[Cell, ...]) -> Iterator[Excerpt]:
    sources = {cell.number: cell.source.splitlines() for cell in cells}
    for frame in failure.frames:
        lines = sources.get(frame.cell, [])
        first = max(1, frame.line - _AROUND)
        around = [
            CodeLine(number, line[:_MAX_LINE], number == frame.line)
            for number, line in enumerate(lines, start=1)
            if first <= number <= frame.line + _AROUND
        ]
        if not any(line.concerned for line in around):
            around = [CodeLine(frame.line, frame.source[:_MAX_LINE], True)]
        yield Excerpt(frame, tuple(around))


def _next_step(result: SubmissionResult) -> tuple[ExerciseResult, TestResult | None] | None:
    """What to look at first: an unreadable file, then the first test that went wrong."""
    for exercise in result.exercises:
        if exercise.status is Status.UNREADABLE:
            return exercise, None
    for exercise in result.exercises:
        for test in exercise.tests:
            if OUTCOMES[test.outcome].tone == "bad":
                return exercise, test
    return None
