"""Grades into a gradebook as Canvas exports it."""

from __future__ import annotations

import pytest

from grader.course import Assignment
from grader.errors import ExportError
from grader.export.canvas import fill_canvas
from grader.export.filling import Filled
from grader.grade import Grade, State
from tests.export.conftest import grade, student

HEADER = "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (70),Vectors (71),Final Score\r\n"
POSTING = ",,,,,,Manual Posting,\r\n"
POSSIBLE = "    Points Possible,,,,,10,5,(read only)\r\n"
ADA = '"Lovelace, Ada",11,s11,ada,"A, B",3.00,,60.00\r\n'
BOB = 'Bob,12,s12,bob@u.org,A,"1,50",4.00,30.00\r\n'
EVA = '"=""=Eva""",13,,eva,A,,2.00,\r\n'
ZOE = '"O\'Neil, Zoë",14,s14,zoe,A,7.00,EX,\r\n'
FILE = ("\ufeff" + HEADER + POSTING + POSSIBLE + ADA + BOB + EVA + ZOE).encode()


def fill(
    assignment: Assignment, *grades: Grade, content: bytes = FILE, column: str | None = None
) -> Filled:
    return fill_canvas(content, grades, assignment, name="export.csv", column=column)


def test_only_the_grades_change(assignment: Assignment) -> None:
    """Mark, line ends, quotes, order and all other cells are those of the file, byte for byte."""
    filled = fill(
        assignment,
        grade(student("a", ids={"canvas": "11"}), 4.5),
        grade(student("b", email="Bob@u.org"), 1234.5),
        grade(student("e", ids={"sid": "nobody"}, full_name="=Eva"), 1 / 3),
        grade(student("zoe"), None, State.EXCUSED),
    )
    expected = FILE.replace(b"3.00,,60", b"3.00,4.5,60").replace(b"4.00", b"1234.5")
    assert filled.content == expected.replace(b",2.00,", b",0.33,")
    assert [(c.student, c.old, c.new) for c in filled.changes] == [
        ("a", "", "4.5"),
        ("b", "4.00", "1234.5"),
        ("e", "2.00", "0.33"),
    ]
    assert (filled.unchanged, filled.lines, filled.students) == (1, (), ())
    assert filled.column == "Vectors (71)"


def test_what_is_not_known_is_left_alone(assignment: Assignment) -> None:
    """Not graded and not yet handed in change nothing, an empty cell stays empty and never gets
    a 0; missing work that counts 0 is a 0."""
    filled = fill(
        assignment,
        grade("ada", None, State.NOT_GRADED),
        grade("bob", None, State.OPEN),
        grade("eva", 0.0, State.MISSING),
    )
    assert filled.unknown == ("ada", "bob")
    assert filled.content == FILE.replace(b",2.00,", b",0,")


def test_the_same_number_written_otherwise_stays(assignment: Assignment) -> None:
    """4.00 and a decimal comma are 4 and stay as they are."""
    bob = grade(student("b", ids={"canvas": "12"}), 4.0)
    assert fill(assignment, bob).content == FILE
    comma = FILE.replace(b"4.00", b'"4,00"')
    assert fill(assignment, bob, content=comma).content == comma


def test_nobody_is_guessed(assignment: Assignment) -> None:
    """Two of the same name, and one with another's id, are listed on both sides."""
    twice = FILE + b'"Lovelace, Ada",15,,ada2,A,,,\r\n'
    filled = fill(assignment, grade(student("x", full_name="Ada Lovelace"), 1.0), content=twice)
    assert filled.content == twice
    assert filled.students == ("x",)
    assert "Lovelace, Ada" in filled.lines
    stranger = student("bob@u.org", ids={"canvas": "99"})
    assert fill(assignment, grade(stranger, 1.0)).students == ("bob@u.org",)


def test_an_id_is_surer_than_a_name(assignment: Assignment) -> None:
    """Who has Bob's name and Ada's id is Ada."""
    filled = fill(assignment, grade(student("Bob", ids={"canvas": "11"}), 2.5))
    assert filled.content == FILE.replace(b"3.00,,60", b"3.00,2.5,60")


def test_first_and_last_names_apart(assignment: Assignment) -> None:
    """Canvas can export names in two columns."""
    content = (
        b"LastName,FirstName,ID,SIS Login ID,Section,Vectors (71)\n"
        b"    Points Possible,,,,,5\nLovelace,Ada,11,a,S,\n"
    )
    filled = fill(assignment, grade(student("x", full_name="Ada Lovelace"), 5.0), content=content)
    assert filled.content == content.removesuffix(b"\n") + b"5\n"


def test_semicolons_and_no_last_line_end(assignment: Assignment) -> None:
    """The separator of the file is kept, and so is a last line without an end."""
    content = b"Student;ID;SIS Login ID;Section;Vectors (71)\n    Points Possible;;;;5\nA;11;a;S;"
    filled = fill(assignment, grade(student("x", ids={"canvas": "11"}), 2.5), content=content)
    assert filled.content == content + b"2.5"


def test_other_points_are_warned_of(assignment: Assignment) -> None:
    """Both numbers are said."""
    filled = fill(assignment, content=FILE.replace(b"10,5,", b"10,8,"))
    (warning,) = filled.warnings
    assert "8 points" in warning
    assert "5" in warning


def test_work_that_is_not_assigned_gets_no_grade(assignment: Assignment) -> None:
    """N/A stays, and is said."""
    content = FILE.replace(b"3.00,,60", b"3.00,N/A,60")
    filled = fill(assignment, grade(student("x", ids={"canvas": "11"}), 2.5), content=content)
    assert filled.content == content
    assert "not assigned" in filled.warnings[0]


@pytest.mark.parametrize("column", ["70", "quiz", "Quiz (70)"])
def test_another_column_can_be_named(assignment: Assignment, column: str) -> None:
    """By its number, its title, or both."""
    assert fill(assignment, column=column).column == "Quiz (70)"


@pytest.mark.parametrize(
    ("content", "column", "words"),
    [
        (FILE.replace(b"Vectors (71)", b"Vectores (71)"), None, "no column"),
        (FILE.replace(b"Quiz (70)", b"Vectors (70)"), None, "2 columns"),
        (FILE, "nothing", "no column"),
        (FILE, "Final Score", "no id"),
        (FILE.replace(b"10,5,", b"10,(read only),"), None, "read-only"),
        (b"Name,Points\nada,1\n", None, "no gradebook of Canvas"),
        (b"", None, "no gradebook of Canvas"),
    ],
)
def test_what_canvas_would_not_take_is_refused(
    assignment: Assignment, content: bytes, column: str | None, words: str
) -> None:
    """The error says what is wrong and lists the columns that there are."""
    with pytest.raises(ExportError, match=words) as caught:
        fill(assignment, content=content, column=column)
    assert caught.value.hint
