"""One student's feedback page: what is right, what is not yet, and where to look.

What stands on it follows the assignment's feedback policy: "full" tells all; "hints" leaves out
what was expected, what came and what was printed; "score" leaves out the tests. What only the
instructor may see (``Failure.internal``, hidden tests, seeds) never gets here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.course import Assignment, Feedback
from grader.diagnosis.catalogue import Explanation, misconception
from grader.grade import Grade
from grader.outcome import (
    Chart,
    Example,
    ExerciseResult,
    Failure,
    Frame,
    Outcome,
    Run,
    Status,
    SubmissionResult,
    TestResult,
    Text,
)
from grader.report.charts import heat_map, picture
from grader.report.code import Excerpt, around, excerpt
from grader.report.grade_block import grade_block
from grader.report.pages import render
from grader.report.printed import Printed
from grader.report.translations import Translator
from grader.report.words import OUTCOMES, STATUSES, Word

_AROUND = 2
# A cell that is longer is not shown whole, only the function in it.
_MAX_CELL = 40
_MAX_FUNCTION = 100
# Code of so many lines is not folded.
UNFOLDED = 14


@dataclass(frozen=True)
class TestView:
    """A test as the page shows it.

    ``messages`` are empty where the row before it says just the same; ``mistakes`` is what the
    failure shows, explained. What the policy keeps back is in none of its fields but ``result``.
    """

    result: TestResult
    word: Word
    failure: Failure
    messages: tuple[Text, ...]
    excerpts: tuple[Excerpt, ...]
    mistakes: tuple[Explanation, ...]
    example: Example | None
    charts: tuple[Chart, ...]
    printed: Printed | None

    @property
    def same_cause(self) -> bool:
        """Whether all that it shows was explained at a test before it."""
        return bool(self.mistakes) and not any(mistake.paragraphs for mistake in self.mistakes)

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

    @property
    def all_passed(self) -> bool:
        return bool(self.tests) and all(test.word.tone == "good" for test in self.tests)


@dataclass(frozen=True)
class NextStep:
    """What to look at first: an exercise, or a test of it. ``mistake`` is what it shows."""

    exercise: ExerciseView
    test: TestView | None = None

    @property
    def address(self) -> str:
        name = self.exercise.result.exercise
        return name if self.test is None else f"{name}.{self.test.result.test}"

    @property
    def mistake(self) -> Explanation | None:
        return self.test.mistakes[0] if self.test is not None and self.test.mistakes else None


def student_page(
    assignment: Assignment,
    result: SubmissionResult,
    run: Run,
    translator: Translator,
    *,
    policy: Feedback | None = None,
    grade: Grade | None = None,
    view: str | None = None,
) -> str:
    """The page as HTML.

    Args:
        assignment: the assignment.
        result: the student's paper.
        run: the run that it was graded in.
        translator: speaks the page's language.
        policy: how much is told; by default what holds at the time of the run.
        grade: what the gradebook makes of the result, where there is a gradebook.
        view: the address of the page that shows the notebooks, if there is one.
    """
    policy = policy or assignment.feedback_at(run.started)
    return page(assignment, result, run, translator, policy, grade=grade, view=view)


def page(
    assignment: Assignment | None,
    result: SubmissionResult,
    run: Run,
    translator: Translator,
    policy: Feedback,
    *,
    grade: Grade | None = None,
    view: str | None = None,
    template: str = "student.html",
    styles: tuple[str, ...] = (),
    title: str = "",
    **more: Any,
) -> str:
    """A page of one student's, by a template that extends ``student.html``.

    Args:
        assignment: the assignment; without one no points are shown.
        result: the student's paper.
        run: the run.
        translator: speaks the page's language.
        policy: how much is told.
        grade: what the gradebook makes of the result.
        view: the address of the page that shows the notebooks, if there is one.
        template: the file's name in ``templates/``.
        styles: the style sheets that the template needs beside the student's.
        title: the assignment's title, where there is no assignment.
        more: what the template asks for beside the student's page.
    """
    views = exercise_views(assignment, result, policy, translator.language)
    return render(
        template,
        translator,
        styles=("student.css", "hints.css", "chart.css", *styles),
        assignment=assignment,
        title=title if assignment is None else assignment.title,
        scored=assignment is not None,
        result=result,
        run=run,
        grade=None if grade is None or assignment is None else grade_block(grade, assignment),
        view=view,
        exercises=views,
        next_step=_next_step(views),
        statuses=STATUSES,
        outcomes=OUTCOMES,
        unfolded=UNFOLDED,
        picture=lambda chart: picture(chart, translator),
        heat_map=lambda errors: heat_map(errors, translator),
        **more,
    )


def exercise_views(
    assignment: Assignment | None, result: SubmissionResult, policy: Feedback, language: str
) -> list[ExerciseView]:
    """All exercises of a paper as its student may see them by the policy."""
    return [_exercise(exercise, assignment, policy, language) for exercise in result.exercises]


def _exercise(
    result: ExerciseResult, assignment: Assignment | None, policy: Feedback, language: str
) -> ExerciseView:
    graded = result.status is Status.GRADED
    explained: set[str] = set()
    tests: list[TestView] = []
    for test in () if policy == "score" else result.tests:
        mistakes = _mistakes(test, result, assignment, language, explained)
        tests.append(_test(test, result, mistakes, tests, full=policy == "full"))
    return ExerciseView(
        result,
        None if graded else STATUSES[result.status],
        _tone(result),
        tuple(tests),
        _function(result, tests) if any(test.word.tone == "bad" for test in tests) else None,
    )


def _function(result: ExerciseResult, tests: list[TestView]) -> Excerpt | None:
    """The cell with the student's function, or of a long cell only the function; marked are the
    lines that went wrong."""
    place = result.place
    cell = next((c for c in result.cells if place is not None and c.number == place.cell), None)
    if place is None or cell is None:
        return None
    length = len(cell.source.splitlines())
    whole = length <= _MAX_CELL
    last = length if whole else min(place.last, place.first + _MAX_FUNCTION - 1)
    concerned = {
        found.frame.line
        for test in tests
        for found in test.excerpts
        if (found.frame.file, found.frame.cell) == (result.file, place.cell)
    }
    shown = excerpt(
        Frame(result.file or "", place.cell, place.first, place.name, ""),
        cell.source,
        first=1 if whole else place.first,
        last=last,
        concerned=concerned,
    )
    return shown if shown.lines else None


def _tone(result: ExerciseResult) -> str:
    if result.status is not Status.GRADED:
        return STATUSES[result.status].tone
    return "good" if result.score == result.max_score else "bad"


def _mistakes(
    test: TestResult,
    exercise: ExerciseResult,
    assignment: Assignment | None,
    language: str,
    explained: set[str],
) -> tuple[Explanation, ...]:
    """What the failure was found to show, in the page's language; explained only once."""
    names = test.diagnosis.misconceptions if test.diagnosis is not None else ()
    if assignment is None or not names:
        return ()
    found = []
    for name in names:
        known = misconception(assignment, exercise.exercise, name)
        if known is None:
            continue
        whole = known.explanation(language)
        found.append(Explanation(whole.name, "", ()) if name in explained else whole)
        explained.add(name)
    return tuple(found)


def _test(
    test: TestResult,
    exercise: ExerciseResult,
    mistakes: tuple[Explanation, ...],
    before: list[TestView],
    *,
    full: bool,
) -> TestView:
    failure = test.failure
    if failure is None or test.outcome is Outcome.NOT_GRADED:
        failure = Failure()
    word = OUTCOMES[test.outcome]
    said = before[-1].failure.messages if before and before[-1].word is word else ()
    says_more = failure.frames or failure.got is not None or failure.expected is not None
    return TestView(
        result=test,
        word=word,
        failure=failure if full else _without_values(failure),
        messages=() if said == failure.messages and not says_more else failure.messages,
        excerpts=tuple(
            around(
                frame,
                exercise.cells if frame.file == exercise.file else (),
                more=0 if _is_at_hand(frame, exercise) else _AROUND,
            )
            for frame in failure.frames
        ),
        mistakes=mistakes,
        example=test.diagnosis.example if full and test.diagnosis is not None else None,
        charts=test.charts if full else (),
        printed=Printed.cut(test.printed) if full and test.printed.strip() else None,
    )


def _without_values(failure: Failure) -> Failure:
    return Failure(messages=failure.messages, frames=failure.frames)


def _is_at_hand(frame: Frame, exercise: ExerciseResult) -> bool:
    """Whether a line is in the function that stands unfolded above the tests anyway."""
    place = exercise.place
    return (
        place is not None
        and (frame.file, frame.cell) == (exercise.file, place.cell)
        and place.first <= frame.line <= place.last
        and place.last - place.first < UNFOLDED
    )


def _next_step(exercises: list[ExerciseView]) -> NextStep | None:
    """An unreadable file, then the first test that went wrong."""
    for exercise in exercises:
        if exercise.result.status is Status.UNREADABLE:
            return NextStep(exercise)
    for exercise in exercises:
        for test in exercise.tests:
            if test.word.tone == "bad":
                return NextStep(exercise, test)
    return None
