"""What became of a platform's file: which cells change, and who was left out and why."""

from __future__ import annotations

from dataclasses import dataclass

from grader.export.numbers import number


@dataclass(frozen=True)
class Change:
    """A cell that changes: of whom, what it said and what it will say."""

    student: str
    old: str
    new: str


@dataclass(frozen=True)
class Filled:
    """The file with grades filled in.

    ``changes`` are all that differs from the file that was read; ``unchanged`` counts cells that
    said the same already; ``unknown`` are students whose grade is not known: their cells are left
    as they were. ``lines`` are lines of nobody whom we know, ``students`` are on no line;
    ``warnings`` are sentences.
    """

    content: bytes
    column: str
    changes: tuple[Change, ...]
    unchanged: int
    unknown: tuple[str, ...]
    lines: tuple[str, ...]
    students: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def other_points(platform: str, there: float, here: float) -> str:
    """The warning that an assignment has other points on the platform than here."""
    return (
        f"{platform} gives {number(there)} points for this assignment, here it has {number(here)}: "
        "the points are filled in as they are."
    )
