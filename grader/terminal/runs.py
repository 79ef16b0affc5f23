"""A grading run at the terminal: progress, then the class as a table."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text as Plain

from grader.course import Assignment
from grader.grade import State
from grader.outcome import Status, SubmissionResult
from grader.report.words import points
from grader.terminal.changes import show_changes
from grader.visible import visible

if TYPE_CHECKING:
    from grader.batch.changes import Change
    from grader.batch.plan import Plan
    from grader.batch.run import Finished, Request
    from grader.exam.protocol import Ready
    from grader.grade import Grade
    from grader.intake.submissions import Intake

_MAX_NAME = 40
_MAX_ROWS = 60
_MAX_LISTED = 5


def _cell(value: str, style: str = "") -> Plain:
    shown = visible(value).replace("\n", " ")
    if len(shown) > _MAX_NAME:
        shown = shown[: _MAX_NAME - 1] + "…"
    return Plain(shown, style=style)


def _heading(name: str) -> Plain:
    """An exercise's name that breaks where a person would break it."""
    return Plain(visible(name).replace("_", "_\n"))


class RunDisplay:
    """Shows a run: a progress bar at a terminal, plain lines elsewhere."""

    def __init__(
        self, assignment: Assignment, *, agrees: bool = False, brief: bool = False
    ) -> None:
        self._assignment = assignment
        self._brief = brief
        self._agrees = agrees
        self._console = Console(highlight=False, soft_wrap=True)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._views = TaskID(0)
        self._waits_for_views = False
        self._done = 0
        self._total = 0

    def __enter__(self) -> RunDisplay:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def found(self, intake: Intake) -> None:
        """How submissions lie, how many there are, and what an instructor should know of that."""
        if self._brief:
            return
        title = intake.title[0].upper() + intake.title[1:]
        found = _counted(len(intake.submissions), "submission")
        people = _counted(len(intake.people), "student")
        self._say(f"{title}: {found} of {people} found.")
        self._list(intake.notes, "  note: ")
        self._list(intake.unmatched, "  passed over: ")

    def _list(self, items: Sequence[str], label: str) -> None:
        """The first of them, a line each, and how many more there are."""
        for item in items[:_MAX_LISTED]:
            line = item.replace("\n", " ")
            self._say(f"{label}{line}")
        if len(items) > _MAX_LISTED:
            self._say(f"{label}{len(items) - _MAX_LISTED} more")

    def told(self, words: str) -> None:
        """Something that explains a wait."""
        self._say(visible(words))

    def planned(self, plan: Plan) -> None:
        """What is to be done."""
        if self._brief:
            return
        counts = [
            (len(plan.to_grade), "to be graded"),
            (len(plan.to_score), "to be scored anew, without running any code"),
            (len(plan.up_to_date), "up to date"),
            (len([item for item in plan.items if not item.asked]), "left alone"),
        ]
        self._say("; ".join(f"{count} {what}" for count, what in counts if count) + ".")

    def ready(self, ready: Ready, total: int) -> None:
        self._total = total
        if self._brief and not ready.problems:
            return
        devices, layers = ", ".join(ready.devices), ", ".join(ready.sandbox) or "NONE"
        self._say(f"Grading on {devices}; isolation: {layers}.")
        for exercise, problems in ready.problems.items():
            for problem in problems:
                self._say(f"Broken: {exercise}: {problem}", style="red")
        if ready.problems:
            self._say("These tests grade nobody until they are mended.", style="red")
        if self._console.is_terminal:
            self._start_bar(total)

    def _start_bar(self, total: int) -> None:
        self._progress = Progress(
            TextColumn("{task.fields[what]}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=self._console,
        )
        self._task = self._progress.add_task("", total=total, rate="", what="grading")
        self._progress.start()

    def graded(self, result: SubmissionResult) -> None:
        self._done += 1
        if self._progress is None or self._task is None:
            score = f"{points(result.score)} of {points(result.max_score)}"
            width = len(str(self._total))
            name = _cell(result.student).plain
            self._say(f"[{self._done:>{width}}/{self._total}] {name}: {score}")
            return
        task = self._progress.tasks[0]
        rate = f"{task.finished_speed or task.speed or 0:.1f} students/s"
        self._progress.update(self._task, advance=1, rate=rate)

    def decide(self, changed: Sequence[Change]) -> bool:
        """Show whose grade would change, and ask."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
        show_changes(self._console, changed)
        if self._agrees:
            return True
        if not (self._console.is_terminal and sys.stdin.isatty()):
            return False
        with contextlib.suppress(click.Abort):  # Ctrl-C is a no, and loses nothing
            return click.confirm("Let these grades change?", default=False)
        return False

    def writing(self) -> None:
        """All is graded; pages follow."""
        if self._progress is None and not self._brief:
            self._say("Writing pages …")

    def viewed(self, done: int, total: int) -> None:
        """All is graded; views of notebooks that are not made yet are waited for."""
        if self._progress is None:
            if done < total and not self._waits_for_views and not self._brief:
                self._say(f"All graded; {total - done} notebook views are still to be made.")
        elif not self._waits_for_views:
            self._views = self._progress.add_task("", total=total, rate="", what="notebook views")
        self._waits_for_views = True
        if self._progress is not None:
            self._progress.update(self._views, completed=done)

    def watching(self, place: Path) -> None:
        """Before the first look."""
        self._say(f"Watching {place}; Ctrl-C ends it.")

    def watched(self, finished: Finished | None) -> None:
        """What a run came to that something new was the reason for."""
        if finished is None:
            self._say("Nothing to grade there yet.")
            return
        self._not_graded(finished)
        self._unagreed(finished)
        self._say(
            f"{_counted(len(finished.results), 'submission')} up to date: {finished.folder.index}"
        )

    def interrupted(self, request: Request) -> None:
        if self._progress is not None:
            self._progress.stop()
        self._say(
            f"\nInterrupted: {self._done} of {self._total} submissions were graded and are in the "
            f"gradebook. Run the same command again to go on with the rest."
        )

    def summary(self, finished: Finished) -> None:
        """The class as a table, then where to look."""
        self._console.print(self._table(finished))
        self._not_graded(finished)
        self._unagreed(finished)
        self._views_missing(finished)
        if finished.remarks:
            self._say("\nWorth a look:")
            self._list(finished.remarks, "  ")
        self._say(f"\nOverview of the class: {finished.folder.index}")
        self._say(f"Pages for students:    {finished.folder.feedback}")
        self._say(f"For scripts:           {finished.folder.results}")
        self._say(f"Gradebook:             {finished.gradebook}")

    def _table(self, finished: Finished) -> Table:
        results = finished.results
        grades = {grade.student.name: grade for grade in finished.grades}
        differ = any(
            result.student in grades and grades[result.student].score != result.score
            for result in results
        )
        table = Table(title=_cell(self._assignment.title), show_lines=False)
        table.add_column("student", no_wrap=True)
        for exercise in self._assignment.exercises:
            table.add_column(_heading(exercise.name), justify="right", overflow="fold")
        table.add_column("total", justify="right", style="bold")
        if differ:
            table.add_column("grade", justify="right", style="bold")
        for result in results[:_MAX_ROWS]:
            scores = [_score(item.status, item.score) for item in result.exercises]
            grade = [_grade(grades.get(result.student))] if differ else []
            table.add_row(_cell(result.student), *scores, Plain(points(result.score)), *grade)
        if len(results) > _MAX_ROWS:
            table.add_row(f"… {len(results) - _MAX_ROWS} more on the overview page")
        table.add_section()
        table.add_row("mean", *self._means(results), style="italic")
        full = [Plain(points(exercise.points)) for exercise in self._assignment.exercises]
        table.add_row("out of", *full, Plain(points(self._assignment.max_score)), style="dim")
        return table

    def _means(self, results: Sequence[SubmissionResult]) -> list[str]:
        columns: list[list[float | None]] = [
            [result.exercises[position].score for result in results]
            for position in range(len(self._assignment.exercises))
        ]
        columns.append([result.score for result in results])
        return [_mean(column) for column in columns]

    def _not_graded(self, finished: Finished) -> None:
        missing = [r for r in finished.results if r.status is not Status.GRADED]
        known = {result.student for result in missing}
        missing += [r for r in finished.not_graded if r.student not in known]
        if not missing:
            return
        self._say(f"\n{len(missing)} not graded (no score, not 0):", style="bold red")
        for result in missing[:_MAX_LISTED]:
            self._say(f"  {_cell(result.student).plain}: {_reason(result)}")
        if len(missing) > _MAX_LISTED:
            self._say(f"  … {len(missing) - _MAX_LISTED} more; the overview page has all reasons")

    def _unagreed(self, finished: Finished) -> None:
        if finished.changed and not finished.accepted:
            self._say(
                f"\n{len(finished.changed)} grades would change and were left as they are; the new "
                "results are kept. Run the same command with --yes to let them change.",
                style="bold yellow",
            )

    def _views_missing(self, finished: Finished) -> None:
        if finished.interrupted:
            self._say("\nInterrupted after all was graded: no result is missing.", style="bold")
        if finished.views_missing:
            self._say(
                f"\n{finished.views_missing} notebook views were not made; a page in the place of "
                "each says so. Scores and feedback are complete."
            )

    def _say(self, message: str, style: str = "") -> None:
        self._console.print(Plain(visible(message), style=style))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def _score(status: Status, score: float | None) -> Plain:
    signs = {
        Status.NOT_HANDED_IN: ("not in", "dim"),
        Status.UNREADABLE: ("unread", "yellow"),
        Status.NOT_GRADED: ("ungraded", "red"),
    }
    if status in signs:
        return Plain(*signs[status])
    return Plain(points(score))


def _grade(grade: Grade | None) -> Plain:
    if grade is None:
        return Plain("")
    return Plain("excused" if grade.state is State.EXCUSED else points(grade.score))


def _mean(scores: Sequence[float | None]) -> str:
    known = [score for score in scores if score is not None]
    return points(sum(known) / len(known)) if known else "–"


def _reason(result: SubmissionResult) -> str:
    for exercise in result.exercises:
        if exercise.status is Status.NOT_GRADED:
            for test in exercise.tests:
                if test.score is None and test.failure is not None and test.failure.messages:
                    message = test.failure.messages[0].english()
                    return f"{exercise.exercise}, {test.test}: {message}"
            if exercise.notes:
                return f"{exercise.exercise}: {exercise.notes[0].english()}"
    return "no reason was recorded"
