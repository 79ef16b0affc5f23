"""Tables are taken apart and put together without a byte lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import ExportError
from grader.export.cells import Table

WORDS = st.text(alphabet='ab ,;\t"\r\n=é\ufeff', max_size=6)
TABLES = st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=5)


@given(st.binary(max_size=60))
def test_any_bytes_come_back(content: bytes) -> None:
    """What can be parsed is written back byte for byte; the rest is refused."""
    try:
        table = Table.parse(content, "grades.csv")
    except ExportError:
        return
    assert table.to_bytes() == content


@given(TABLES, st.sampled_from(["\r\n", "\n"]), st.booleans())
def test_values_are_those_of_the_csv_module(
    rows: list[list[str]], end: str, quote_all: bool
) -> None:
    """However it was quoted, a cell says what Python's reader says, and comes back as it was."""
    file = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(file, lineterminator=end, quoting=quoting).writerows([["x"] * 30, *rows])
    content = file.getvalue().encode()
    table = Table.parse(content, "t.csv")
    assert table.to_bytes() == content
    read = list(csv.reader(io.StringIO(file.getvalue(), newline="")))
    ours = [[row.value(place) for place in range(len(row.cells))] for row in table.rows]
    assert [row or [""] for row in read] == ours


@given(TABLES, WORDS.map(lambda word: word.replace("\ufeff", "")), st.data())
def test_one_cell_changes_alone(rows: list[list[str]], new: str, data: st.DataObject) -> None:
    """A new value stands in its cell, and every other cell is as it was written."""
    file = io.StringIO()
    csv.writer(file).writerows([["x"] * 30, *rows])
    table = Table.parse(file.getvalue().encode(), "t.csv")
    row = data.draw(st.integers(0, len(table.rows) - 1))
    column = data.draw(st.integers(0, len(table.rows[row].cells) - 1))
    changed = Table.parse(table.with_values({(row, column): new}).to_bytes(), "t.csv")
    for number, line in enumerate(table.rows):
        for place, cell in enumerate(line.cells):
            if (number, place) == (row, column):
                assert changed.rows[number].value(place) == new
            else:
                assert changed.rows[number].cells[place] == cell


def test_a_cell_that_is_not_there_is_made() -> None:
    """A row that a spreadsheet has cut short gets the cells up to the new one."""
    table = Table.parse(b"a,b,c\r\n1\r\n", "t.csv")
    assert table.with_values({(1, 2): "5"}).to_bytes() == b"a,b,c\r\n1,,5\r\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator: str) -> None:
    """Commas, semicolons and tabs are told apart, also where others are in quotes."""
    content = f'"a,b;c"{separator}x{separator}y'.encode()
    assert Table.parse(content, "t.csv").rows[0].value(0) == "a,b;c"


def test_what_is_no_csv_is_refused() -> None:
    """A quote that never ends and UTF-16 are named, with the line."""
    with pytest.raises(ExportError, match="line 2"):
        Table.parse(b'a,b\n1,"2\n3,4', "t.csv")
    with pytest.raises(ExportError, match="UTF-16"):
        Table.parse("a,b".encode("utf-16"), "t.csv")


def test_a_hostile_file_takes_no_time() -> None:
    """A megabyte of quotes is refused or read in one pass."""
    with pytest.raises(ExportError):
        Table.parse(b'"' * 1_000_001, "t.csv")
    assert len(Table.parse(b'"a""' * 200_000 + b'"', "t.csv").rows) == 1
