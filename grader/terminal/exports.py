"""What ``grader export``, ``feedback pack`` and ``package`` say at the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from grader.visible import visible

if TYPE_CHECKING:
    from grader.export.filling import Filled
    from grader.export.pack import Pack
    from grader.grade import Grade

_MAX_LISTED = 20


def show_filled(filled: Filled) -> None:
    """What changes in a platform's file, who is left out and why."""
    console = _console()
    console.print(_line(f"Column: {filled.column}"))
    if filled.changes:
        table = Table()
        for heading in ("student", "old", "new"):
            table.add_column(heading, justify="left" if heading == "student" else "right")
        for change in filled.changes:
            table.add_row(_line(change.student), _line(change.old or "–"), _line(change.new))
        console.print(table)
    _show(console, "Not known, left as it is", filled.unknown)
    _show(console, "In the file, but not in the gradebook", filled.lines)
    _show(console, "In the gradebook, but not found in the file", filled.students)
    for warning in filled.warnings:
        console.print(_line(f"Warning: {warning}", "yellow"))
    console.print(
        f"{len(filled.changes)} changed, {filled.unchanged} unchanged, "
        f"{len(filled.unknown)} not known, {len(filled.lines)} lines and "
        f"{len(filled.students)} students without a match."
    )


def show_grades(grades: Sequence[Grade]) -> None:
    """How many grades there are, and whose is not known."""
    console = _console()
    _show(console, "Not known, left empty", [g.student.name for g in grades if g.score is None])
    console.print(
        f"{len(grades)} students, {sum(g.score is not None for g in grades)} with a score."
    )


def show_pack(pack: Pack) -> None:
    """What is packed, and who is left out and why."""
    console = _console()
    _show(console, "No feedback page", pack.without_page)
    _show(console, "Not packed: not known on the platform", pack.unnamed)
    console.print(f"{len(pack.pages)} pages.")


def show_written(path: Path, *, dry_run: bool) -> None:
    """Where it went, or would have gone."""
    word = "Nothing was written; it would be" if dry_run else "Written:"
    _console().print(_line(f"{word} {path}"))


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _line(words: str, style: str = "") -> Plain:
    return Plain(visible(words).replace("\n", " "), style=style)


def _show(console: Console, heading: str, names: Sequence[str]) -> None:
    if not names:
        return
    console.print(_line(f"{heading}:"))
    for name in names[:_MAX_LISTED]:
        console.print(_line(f"  {name}"))
    if len(names) > _MAX_LISTED:
        console.print(f"  … {len(names) - _MAX_LISTED} more")
