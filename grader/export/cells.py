"""CSV taken apart without losing a byte, so that single cells can be changed and no other.

The csv module forgets how a cell was quoted, how lines end and whether there was a byte order mark;
platforms are picky about all three. Here a cell is kept as it was written, and put back so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.errors import ExportError

_SEPARATORS = ",;\t"
_BOM = "\ufeff"
_CODEC = ("utf-8", "surrogateescape")  # bytes that are no UTF-8 come through unharmed


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells as they were written, and how it ends ("" for the last)."""

    cells: tuple[str, ...]
    end: str

    def value(self, column: int | None) -> str:
        """What a cell says; "" where the row has no such cell."""
        if column is None or column >= len(self.cells):
            return ""
        return _unquoted(self.cells[column])


@dataclass(frozen=True)
class Table:
    """A file of comma-separated values; ``to_bytes`` gives back the very bytes it was made of."""

    rows: tuple[Row, ...]
    separator: str
    mark: str = ""

    @classmethod
    def parse(cls, content: bytes, name: str) -> Table:
        """Take a file apart; commas, semicolons or tabs, whichever parts its first line most.

        Raises:
            ExportError: a quoted cell never ends, or the text is in UTF-16. ``name`` is the file's.
        """
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ExportError(
                f"{name}: this is text in UTF-16",
                hint="Take the file as it was downloaded, or save it as CSV in UTF-8.",
            )
        text = content.decode(*_CODEC)
        mark = _BOM if text.startswith(_BOM) else ""
        text = text.removeprefix(_BOM)
        separator = max(_SEPARATORS, key=lambda letter: _width(text, letter))
        return cls(_rows(text, separator, name), separator, mark)

    def to_bytes(self) -> bytes:
        """The file."""
        lines = (self.separator.join(row.cells) + row.end for row in self.rows)
        return (self.mark + "".join(lines)).encode(*_CODEC)

    def with_values(self, changes: Mapping[tuple[int, int], str]) -> Table:
        """The same table with other values in some cells, by row and column, counted from 0.

        A cell that was quoted stays so; a row that is too short gets the cells that it lacks.
        """
        rows = list(self.rows)
        for (number, column), value in changes.items():
            cells = list(rows[number].cells)
            cells += [""] * (column + 1 - len(cells))
            cells[column] = self._written(value, quoted=cells[column].startswith('"'))
            rows[number] = replace(rows[number], cells=tuple(cells))
        return replace(self, rows=tuple(rows))

    def _written(self, value: str, *, quoted: bool) -> str:
        if quoted or any(letter in value for letter in f'{self.separator}"\r\n'):
            return '"' + value.replace('"', '""') + '"'
        return value


def _cell(separator: str) -> re.Pattern[str]:
    """A cell and what follows it. Nothing is tried twice: hostile text takes no longer."""
    rest = rf"[^{separator}\r\n]*+"
    return re.compile(rf'("[^"]*+(?:""[^"]*+)*+"{rest}|(?!"){rest})({separator}|\r\n|\n|\r|\Z)')


def _rows(text: str, separator: str, name: str) -> tuple[Row, ...]:
    pattern, place = _cell(separator), 0
    rows: list[Row] = []
    cells: list[str] = []
    while cells or place < len(text):
        found = pattern.match(text, place)
        if found is None:
            line = len(re.findall(r"\r\n|\n|\r", text[:place])) + 1
            raise ExportError(
                f"{name}: line {line}: a quoted cell begins here and never ends",
                hint="Take the file as it was downloaded.",
            )
        cell, end = found.groups()
        cells.append(cell)
        place = found.end()
        if end != separator:
            rows.append(Row(tuple(cells), end))
            cells = []
    return tuple(rows)


def _width(text: str, separator: str) -> int:
    """How many cells the first line has."""
    pattern, width, place = _cell(separator), 0, 0
    while (found := pattern.match(text, place)) is not None:
        width += 1
        place = found.end()
        if found[2] != separator:
            break
    return width


def _unquoted(cell: str) -> str:
    if not cell.startswith('"'):
        return cell
    whole = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"').match(cell)
    assert whole is not None  # a cell that begins with a quote was parsed as one
    return whole[1].replace('""', '"') + cell[whole.end() :]
