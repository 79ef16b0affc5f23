"""Grades into a grading worksheet as Moodle writes it."""

from __future__ import annotations

import datetime

import pytest

from grader.course import Assignment
from grader.errors import ExportError
from grader.export.filling import Filled
from grader.export.moodle import fill_moodle, participants
from grader.export.moodle_dates import read_moment
from grader.grade import Grade, State
from tests.export.conftest import grade, student

FILE = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 101,Ada Lovelace,ada@u.org,Submitted,,5.00,-,-,""\n'
    'Participant 102,Bob Ross,bob@u.org,"Submitted, late",1.50,5.00,-,'
    '"Friday, 13 March 2026, 5:00 PM","nice, really"\n'
    "Participant 103,Zoë,zoe@u.org,Submitted,4.00,5.00,-,"
    '"Friday, 27 November 2026, 5:00 PM",\n'
).encode()


def fill(assignment: Assignment, *grades: Grade, content: bytes = FILE, **more: object) -> Filled:
    column, force = more.get("column"), bool(more.get("force"))
    assert column is None or isinstance(column, str)
    return fill_moodle(content, grades, assignment, name="w.csv", column=column, force=force)


def test_only_the_grades_change(assignment: Assignment) -> None:
    """By number, e-mail address and name; every other byte is that of the file."""
    filled = fill(
        assignment,
        grade(student("a", ids={"moodle": "101"}), 4.5),
        grade(student("b", email="BOB@u.org"), 0.0),
        grade(student("c", full_name="Zoë"), 4.0),
    )
    assert filled.content == FILE.replace(b",Submitted,,", b",Submitted,4.5,").replace(
        b"1.50", b"0"
    )
    assert [(c.student, c.old, c.new) for c in filled.changes] == [
        ("a", "", "4.5"),
        ("b", "1.50", "0"),
    ]
    assert (filled.unchanged, filled.warnings, filled.lines, filled.students) == (1, (), (), ())


def test_what_is_not_known_is_left_alone(assignment: Assignment) -> None:
    """Not graded, open and excused change nothing."""
    filled = fill(
        assignment,
        grade("Ada Lovelace", None, State.NOT_GRADED),
        grade("Bob Ross", None, State.EXCUSED),
        grade("Zoë", None, State.OPEN),
    )
    assert filled.content == FILE
    assert filled.unknown == ("Ada Lovelace", "Bob Ross", "Zoë")


def test_newer_grades_in_moodle_stay(assignment: Assignment) -> None:
    """Who was graded there after our grading keeps that grade, unless forced; it is said."""
    zoe = grade(student("Zoë"), 2.0)
    filled = fill(assignment, zoe)
    assert filled.content == FILE
    assert "graded in Moodle after us" in filled.warnings[0]
    assert fill(assignment, zoe, force=True).content == FILE.replace(b"4.00", b"2")


def test_a_number_of_another_assignment_is_somebody_else(assignment: Assignment) -> None:
    """Participants' numbers count per assignment: the full name tells."""
    bob = student("b", full_name="Bob Ross", ids={"moodle": "101"})
    filled = fill(assignment, grade(bob, 3.0))
    assert filled.content == FILE.replace(b"1.50", b"3")
    other_name = student("b", full_name="Bob R. Ross", email="bob@u.org", ids={"moodle": "101"})
    assert fill(assignment, grade(other_name, 3.0)).content == filled.content


def test_blind_marking_goes_by_number(assignment: Assignment) -> None:
    """Without names only the numbers tell."""
    content = (
        b"Identifier,Status,Grade,Maximum grade,Last modified (grade)\r\nTeilnehmer/in 7,x,,5,-\r\n"
    )
    filled = fill(assignment, grade(student("b", ids={"moodle": "7"}), 3.0), content=content)
    assert filled.content == content.replace(b"x,,", b"x,3,")


@pytest.mark.parametrize(
    "header",
    [
        "ID,Vollständiger Name,Bewertung,Beste Bewertung,Zuletzt geändert (Bewertung)",
        "标识符,全名,成绩,最高分,最后修改（教师）",
        "Identifiant,Nom complet,Note,Note maximale,Dernière modification (note)",
        "Identificador,Nombre,Calificación,Nota máxima,Última modificación (calificación)",
    ],
)
def test_headings_in_other_languages(assignment: Assignment, header: str) -> None:
    """Worksheets are in the language of whoever downloaded them."""
    content = f"\ufeff{header}\nX 7,Ada,,5,-\n".encode()
    ada = student("Ada", ids={"moodle": "7"})
    filled = fill(assignment, grade(ada, 3.0), content=content)
    assert filled.content == content.replace(b",,5", b",3,5")
    assert filled.warnings == ()


def test_an_unknown_language_needs_the_column(assignment: Assignment) -> None:
    """The error lists the headings; the column can be named, and what is not checked is said."""
    content = "Azonosító,Név,Pontszám\nRésztvevő 7,Ada,\n".encode()
    with pytest.raises(ExportError, match="no column of grades") as caught:
        fill(assignment, content=content)
    assert "Pontszám" in caught.value.hint
    ada = grade(student("x", ids={"moodle": "7"}), 3.0)
    filled = fill(assignment, ada, content=content, column="Pontszám")
    assert filled.content == content.replace(b"Ada,", b"Ada,3")
    assert len(filled.warnings) == 2


def test_other_points_are_warned_of(assignment: Assignment) -> None:
    """Both numbers are said."""
    content = FILE.replace(b"5.00", b"10.00")
    (warning,) = fill(assignment, grade("Bob Ross", 3.0), content=content).warnings
    assert "Moodle gives 10 points for this assignment, here it has 5" in warning


@pytest.mark.parametrize("content", [b"", b"a,b\n1x,2\n", b"Identifier,Grade\nada,3\n"])
def test_what_is_no_worksheet_is_refused(assignment: Assignment, content: bytes) -> None:
    """The error says how to get one."""
    with pytest.raises(ExportError, match="no grading worksheet") as caught:
        fill(assignment, content=content)
    assert "Download grading worksheet" in caught.value.hint


def test_participants_of_this_assignment() -> None:
    """Their numbers, by our names."""
    grades = [grade(student("b", full_name="Bob Ross", ids={"moodle": "9"}), 3.0)]
    assert participants(FILE, grades, name="w.csv") == {"b": "102"}


@pytest.mark.parametrize(
    "said",
    [
        "Friday, 13 March 2026, 5:00 PM",
        "Freitag, 13. März 2026, 17:00",
        "vendredi 13 mars 2026, 17:00",
        "viernes, 13 de marzo de 2026, 17:00",
        "2026年03月13日 星期五 17:00",
        "2026年03月13日 星期五 下午 5:00",
        "13 March 2026, 17:00",
    ],
)
def test_dates_are_read(said: str) -> None:
    """In the languages of the headings."""
    assert read_moment(said) == datetime.datetime(2026, 3, 13, 17, 0)


@pytest.mark.parametrize(
    "said", ["", "-", "yesterday", "13 Foo 2026, 17:00", "99 March 2026, 17:00"]
)
def test_other_dates_are_not_guessed(said: str) -> None:
    """What can't be read for sure is nothing."""
    assert read_moment(said) is None
