"""``grader verify`` at the terminal: progress, the gate's checks, the measured rates."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

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

from grader.verify import RatesReport, Report
from grader.verify.specimens import Kind
from grader.visible import visible

_MAX_LISTED = 12


class GateDisplay:
    """Shows how verification goes on: bars at a terminal, a line for each step elsewhere."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> GateDisplay:
        if self._console.is_terminal:
            self._progress = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
                console=self._console,
            )
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def begin(self, title: str, total: int) -> None:
        """A step begins."""
        if self._progress is None:
            self._say(f"{title}: {total} …")
        else:
            self._task = self._progress.add_task(title, total=total)

    def advance(self, steps: int = 1) -> None:
        """One more is done, or several."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, steps)

    def report(self, report: Report, page: Path) -> None:
        """The exercises as a table, the checks, and where to look."""
        self._console.print(_exercises(report))
        for check in report.checks:
            sign, style = ("✓", "green") if check.passes else ("✗", "bold red")
            line = Plain.assemble((f"{sign} ", style), f"{check.title}: {check.found}")
            self._console.print(line)
            self._problems(check.problems)
        verdict = "The gate is passed." if report.passes else "The gate is NOT passed."
        self._say(f"\n{verdict}", style="bold green" if report.passes else "bold red")
        self._say(f"All of it: {page}")

    def rates(self, report: RatesReport) -> None:
        """What was measured of false alarms, levels and power."""
        gradings = sum(alarms.gradings for alarms in report.accepted)
        self._say(
            f"False alarms: {report.reference.failed} in {report.reference.gradings} "
            f"gradings of the reference, {sum(alarms.failed for alarms in report.accepted)} in "
            f"{gradings} of {len(report.accepted)} accepted solutions."
        )
        self._problems(report.failures)
        table = Table(title="rejections of right draws")
        for heading in ("exercise", "assertion", "level", "rejected", "draws"):
            table.add_column(
                heading, justify="left" if heading in ("exercise", "assertion") else "right"
            )
        for level in report.levels:
            style = "" if level.holds else "bold red"
            cells = (level.exercise, level.what, f"{level.level:g}", level.rejections, level.draws)
            table.add_row(*(Plain(visible(str(cell))) for cell in cells), style=style)
        self._console.print(table)
        table = Table(title="statistical mistakes caught")
        for heading in ("exercise", "misconception", "caught", "of", "power at least"):
            table.add_column(heading)
        for power in report.powers:
            counts = (str(power.caught), str(power.gradings), f"{power.at_least:.5f}")
            style = "" if power.suffices else "bold red"
            table.add_row(power.exercise, power.misconception, *counts, style=style)
        self._console.print(table)
        verdict = "The rates hold." if report.passes else "The rates do NOT hold."
        self._say(f"{verdict} (seed {report.seed})", style="bold" if report.passes else "bold red")

    def _problems(self, problems: Iterable[str]) -> None:
        listed = list(problems)
        for problem in listed[:_MAX_LISTED]:
            self._say(f"    {problem}")
        if len(listed) > _MAX_LISTED:
            self._say(f"    … {len(listed) - _MAX_LISTED} more")

    def _say(self, message: str, style: str = "") -> None:
        self._console.print(Plain(visible(message), style=style))


def _exercises(report: Report) -> Table:
    table = Table(title=Plain(visible(report.assignment.title)))
    table.add_column("exercise")
    for heading in ("tests", "accepted", "misconceptions", "mutants", "false alarms"):
        table.add_column(heading, justify="right")
    for exercise in report.exercises:
        name = exercise.name
        verdicts = [verdict for verdict in report.tests if verdict.exercise == name]
        accepted, wrong = report.of(Kind.ACCEPTED, name), report.of(Kind.MISCONCEPTION, name)
        mutants = report.of(Kind.MUTANT, name)
        passed = sum(item.result.score == item.result.max_score for item in accepted)
        caught = sum(bool(item.caught_by) for item in wrong)
        killed = sum(bool(item.caught_by) for item in mutants)
        excused = sum((name, item.specimen.name) in report.equivalent for item in mutants)
        table.add_row(
            name,
            str(len(verdicts)),
            f"{passed} of {len(accepted)} pass",
            f"{caught} of {len(wrong)} fail",
            f"{killed} of {len(mutants)} killed, {excused} equivalent",
            f"{sum(verdict.false_alarm for verdict in verdicts):.1g}",
        )
    return table
