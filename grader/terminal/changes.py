"""Whose grade would change, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from grader.report.words import points
from grader.visible import visible

if TYPE_CHECKING:
    from grader.batch.changes import Change, TestChange

_MAX_ROWS = 40
_MAX_TESTS = 3


def show_changes(console: Console, changed: Sequence[Change]) -> None:
    """A line for each student: the grade as it stands, as it would be, and why."""
    grades = f"{len(changed)} grade{'s' if len(changed) != 1 else ''}"
    table = Table(title=f"{grades} would change", title_justify="left", show_lines=False)
    table.add_column("student", no_wrap=True)
    table.add_column("now", justify="right")
    table.add_column("then", justify="right")
    table.add_column("change", justify="right")
    table.add_column("because of")
    for change in changed[:_MAX_ROWS]:
        before, after = change.before.score, change.after.score
        table.add_row(
            Plain(visible(change.student)),
            points(before),
            points(after),
            _difference(before, after),
            Plain(visible(_reasons(change))),
        )
    if len(changed) > _MAX_ROWS:
        table.add_row(f"… {len(changed) - _MAX_ROWS} more")
    console.print()
    console.print(table)


def _difference(before: float | None, after: float | None) -> Plain:
    if before is None or after is None:
        return Plain("")
    change = after - before
    if not change:
        return Plain("0")
    sign = "+" if change > 0 else "−"
    return Plain(f"{sign}{points(abs(change))}", style="green" if change > 0 else "red")


def _reasons(change: Change) -> str:
    if not change.tests:
        return "the policy in assignment.toml"
    outcomes = [test for test in change.tests if not test.only_points]
    reasons = [_reason(test) for test in outcomes[:_MAX_TESTS]]
    if len(outcomes) > _MAX_TESTS:
        reasons.append(f"{len(outcomes) - _MAX_TESTS} tests more")
    worth = {test.exercise for test in change.tests if test.only_points}
    reasons += [f"points of {exercise}" for exercise in sorted(worth)]
    return "; ".join(reasons)


def _reason(test: TestChange) -> str:
    name = f"{test.exercise}::{test.test}"
    if test.before is None:
        assert test.after is not None
        return f"{name} (new, {test.after.outcome})"
    if test.after is None:
        return f"{name} (gone)"
    return f"{name} ({test.before.outcome} → {test.after.outcome})"
