"""What became of a platform's file: which cells change, and who was left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.export.cells import Table
from grader.export.matching import Matched
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


@dataclass
class Filling:
    """A file while its column of grades is filled in; cells are noted, and written at the end."""

    table: Table
    column: int
    heading: str
    warnings: list[str]
    _cells: dict[tuple[int, int], str] = field(default_factory=dict)
    _changes: list[Change] = field(default_factory=list)
    _unchanged: int = 0
    _unknown: list[str] = field(default_factory=list)

    def stays(self) -> None:
        """A cell says the same already."""
        self._unchanged += 1

    def unknown(self, student: str) -> None:
        """A student's grade is not known."""
        self._unknown.append(student)

    def change(self, row: int, student: str, old: str, new: str) -> None:
        """A cell gets another value."""
        self._cells[(row, self.column)] = new
        self._changes.append(Change(student, old, new))

    def filled(self, matched: Matched) -> Filled:
        """The file with all that was noted, and who was left out."""
        return Filled(
            content=self.table.with_values(self._cells).to_bytes(),
            column=self.heading,
            changes=tuple(self._changes),
            unchanged=self._unchanged,
            unknown=tuple(self._unknown),
            lines=tuple(line.shown for line in matched.lines),
            students=tuple(student.name for student in matched.students),
            warnings=tuple(self.warnings),
        )


def other_points(platform: str, there: float, here: float) -> str:
    """The warning that an assignment has other points on the platform than here."""
    return (
        f"{platform} gives {number(there)} points for this assignment, here it has {number(here)}: "
        "the points are filled in as they are."
    )
