"""Grades as CSV, JSON and nbgrader's table."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course import Assignment
from grader.export.document import grades_json
from grader.export.numbers import harmless, number, read_number
from grader.export.tables import grades_csv, nbgrader_csv
from grader.grade import Entry, EntryKind, Grade, State
from tests.export.conftest import GRADED, grade, student


@pytest.fixture
def grades() -> list[Grade]:
    ada = student(
        "ada", full_name="Ada Lovelace", email="ada@u.org", ids={"canvas": "11", "sid": "s1"}
    )
    late = grade(ada, 4.25, raw=4.5, penalty=0.5, adjustment=0.25)
    assert late.attempt is not None
    attempt = replace(late.attempt, handed_in=GRADED, late=True)
    late = replace(late, attempt=attempt, late_by=datetime.timedelta(hours=1))
    entry = Entry(1, "ada", "vectors", EntryKind.ADJUSTMENT, "kind", "tutor", GRADED, points=0.25)
    gone = replace(entry, id=2, text="withdrawn", withdrawn=GRADED)
    return [
        replace(late, entries=(entry, gone)),
        grade("bob", None, State.NOT_GRADED),
        grade("=HYPERLINK()", None, State.EXCUSED),
        grade("eva", 0.0, State.MISSING),
    ]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_csv_has_a_row_for_each_student(assignment: Assignment, grades: list[Grade]) -> None:
    """Who, how the score comes about, and each exercise; what is not known is empty, never 0."""
    ada, bob, evil, eva = rows(grades_csv(grades, assignment))
    assert ada == {
        "student": "ada",
        "full_name": "Ada Lovelace",
        "email": "ada@u.org",
        "section": "",
        "canvas_id": "11",
        "sid": "s1",
        "assignment": "vectors",
        "state": "graded",
        "attempts": "1",
        "attempt": "1",
        "handed_in": "2026-11-24T18:00:00Z",
        "late_seconds": "3600",
        "raw": "4.5",
        "penalty": "0.5",
        "adjustment": "0.25",
        "score": "4.25",
        "max_score": "5",
        "exercise_normalize": "4.25",
        "exercise_running_mean": "0",
    }
    assert (bob["state"], bob["score"], bob["raw"]) == ("not_graded", "", "")
    assert (evil["student"], evil["state"], evil["score"]) == ("'=HYPERLINK()", "excused", "")
    assert (eva["state"], eva["score"]) == ("missing", "0")


def test_nbgrader_gets_its_own_columns(assignment: Assignment, grades: list[Grade]) -> None:
    """The header is that of nbgrader's export, byte for byte, and names are taken apart."""
    content = nbgrader_csv(grades, replace(assignment, due=GRADED))
    assert content.startswith(
        b"assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,"
        b"late_submission_penalty,score,max_score\r\n"
        b"vectors,2026-11-24 18:00:00,2026-11-24 18:00:00,ada,Lovelace,Ada,ada@u.org,"
        b"4.5,0.5,4.25,5\r\n"
    )
    assert [row["score"] for row in rows(content)] == ["4.25", "", "", "0"]


def test_json_tells_all(assignment: Assignment, grades: list[Grade]) -> None:
    """Scores that are not known are null; entries by hand are in it, but not withdrawn ones."""
    document = json.loads(grades_json(grades, assignment))
    ada, bob, _, eva = document["grades"]
    assert (document["schema"], document["assignment"], document["max_score"]) == (1, "vectors", 5)
    assert [entry["text"] for entry in ada["entries"]] == ["kind"]
    assert (ada["late_seconds"], ada["result"]["run"]) == (3600.0, "r1")
    assert (bob["state"], bob["score"]) == ("not_graded", None)
    assert (eva["state"], eva["score"], eva["result"]) == ("missing", 0.0, None)


@given(st.text(max_size=8))
def test_no_words_are_a_formula(words: str) -> None:
    """Whatever stands in a name, a spreadsheet shows it as text."""
    assert not harmless(words).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_formulas_begin_with_an_apostrophe(words: str) -> None:
    """So that they are seen and not run."""
    assert harmless(words).startswith("'")


@pytest.mark.parametrize(
    ("points", "digits", "written"),
    [
        (12.5, 2, "12.5"),
        (1234567.0, 2, "1234567"),
        (1e-9, 6, "0"),
        (-0.001, 2, "0"),
        (2.675, 2, "2.68"),
        (0.1 + 0.2, 6, "0.3"),
        (100.0, 0, "100"),
        (-1.5, 6, "-1.5"),
        (None, 2, ""),
    ],
)
def test_points_are_plain_numbers(points: float | None, digits: int, written: str) -> None:
    """A decimal point, no thousands separator, no exponent, no zeros at the end."""
    assert number(points, digits=digits) == written


@pytest.mark.parametrize(
    ("cell", "read"),
    [("12,5", 12.5), ("1.234,5", 1234.5), (" 7 ", 7.0), ("5.", 5.0), ("", None), ("EX", None)],
)
def test_numbers_of_platforms_are_read(cell: str, read: float | None) -> None:
    """The last comma or point is the decimal mark; words are no numbers."""
    assert read_number(cell) == read
