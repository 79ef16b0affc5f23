"""A roster says who is in the class: read from what spreadsheets write, compared, entered."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import RosterError
from grader.grade import Student
from grader.gradebook.roster import Roster, read_roster
from grader.intake.submissions import Person

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # shared machines


@pytest.fixture
def roster(tmp_path: Path) -> Any:
    """``roster(text)``: a file with this content, read."""

    def read(content: str | bytes) -> Roster:
        path = tmp_path / "roster.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_roster(path)

    return read


ADA = Student("ada", "Ada L.", "ada@x.org", "A", {"canvas": "1"}, enrolled=True)


@pytest.mark.parametrize(
    "content",
    [
        "name,full_name,email,section,canvas_id\nada,Ada L.,ada@x.org,A,1\n",
        "\ufeffCanvas ID;SECTION;E-Mail;Student;Full Name\r\n1;A;ada@x.org;ada;Ada L.\r\n",
        'canvas-id\tsection\te-mail\tname\tfull name\n\n1\t"A"\tada@x.org\t ada \tAda  L.\n\t\t\n',
    ],
    ids=["commas", "semicolons with a byte order mark", "tabs and empty lines"],
)
def test_what_spreadsheets_write_is_read(term: Any, roster: Any, content: str) -> None:
    """Columns come in any order and case, with any of the usual separators."""
    term.gradebook.people.enrol(roster(content))
    assert term.gradebook.people.all() == [ADA]


def test_identifiers_of_any_platform(roster: Any) -> None:
    """A column ending in _id is one; sid is the university's; what means nothing is told."""
    read = roster("sid,gradescope_id,my_school_id,mood,id,name\n1,2,3,fine,9,ada\n")
    assert read.lines[0].ids == {"sid": "1", "gradescope": "2", "my_school": "3"}
    assert read.passed_over == ("mood", "id")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no column says who"),
        ("section\nA\n", "no column says who"),
        ("name,email\n", "nobody is on it"),
        ("name,email\nada\n", "line 2: 1 cells, but the header has 2"),
        ("name,section\nada,A\n,B\n", "line 3: says of nobody who it is"),
        ("name,Student\nada,bob\n", "name and Student mean the same"),
        ('name,email\n"ada,x\n', "no CSV"),
        (b"name\nada\nZo\xeb\n", "line 3: not UTF-8"),
        (f"name\n{'a' * 300}\n", "line 2: name is longer than 200"),
        ("name\nada\x1b[2J\n", "line 2: name holds control characters"),
        ("name\n" + "ada,A\n" * 50, "30 more"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_mistakes_are_told_with_their_lines(
    roster: Any, content: str | bytes, message: str
) -> None:
    """Nothing of a roster with mistakes is taken."""
    with pytest.raises(RosterError, match=message):
        roster(content)


def test_a_roster_that_is_not_there(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(RosterError, match=r"none\.csv: cannot be read"):
        read_roster(tmp_path / "none.csv")


def test_known_students_are_met_again(term: Any, roster: Any) -> None:
    """By identifier, by e-mail address, or by name; what the roster leaves empty stays."""
    people = term.gradebook.people
    term.meet(
        Person("doejane", {"canvas": "1"}, full_name="Jane Doe"),
        Person("bobby", email="Bob@x.org"),
        Person("eve"),
    )
    people.enrol(
        roster(
            "name,email,section,canvas_id\n"
            "Jane D.,jane@x.org,A,1\n"
            "Robert,bob@x.org,,2\n"
            "eve,,B,3\n"
            "new,,,\n"
        )
    )
    assert people.all() == [
        Student("bobby", "Robert", "bob@x.org", "", {"canvas": "2"}, enrolled=True),
        Student("doejane", "Jane Doe", "jane@x.org", "A", {"canvas": "1"}, enrolled=True),
        Student("eve", "", "", "B", {"canvas": "3"}, enrolled=True),
        Student("new", enrolled=True),
    ]


def test_work_finds_those_who_were_on_the_roster_first(term: Any, roster: Any) -> None:
    """Their names on the platform may be others."""
    people = term.gradebook.people
    people.enrol(roster("name,email,canvas_id\nada,ada@x.org,1\n"))
    found = term.meet(
        Person("lovelaceada", {"canvas": "1"}),
        Person("Ada L.", {"gradescope": "8"}, email="ADA@x.org"),
    )
    assert [name for _, name in found] == ["ada", "ada"]


def test_people_of_one_name_are_two(term: Any, roster: Any) -> None:
    """Their identifiers keep them apart."""
    people = term.gradebook.people
    term.meet(Person("Jan", {"canvas": "1"}))
    people.enrol(roster("name,canvas_id\nJan,2\nJan,3\n"))
    assert [student.name for student in people.all()] == ["Jan", "Jan (2)", "Jan (3)"]
    assert [student.enrolled for student in people.all()] == [False, True, True]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "name,canvas_id,sid\nx,1,22\n",
            "line 2: contradicts itself: canvas 1 is ada; sid 22 is bob",
        ),
        ("name,canvas_id,email\nx,1,bob@x.org\n", "canvas 1 is ada; bob@x.org is bob"),
        ("name,canvas_id\nada,1\nx,1\n", "line 3: ada is in line 2 already"),
        ("name\nnew\nnew\n", "line 3: new is in line 2 already"),
    ],
)
def test_contradictions_are_refused_whole(
    term: Any, roster: Any, content: str, message: str
) -> None:
    """Lines that mean two students, or one student twice, change nothing."""
    people = term.gradebook.people
    term.meet(Person("ada", {"canvas": "1"}), Person("bob", {"sid": "22"}, email="bob@x.org"))
    before = people.all()
    for dry_run in (True, False):
        with pytest.raises(RosterError, match=message):
            people.enrol(roster(content), dry_run=dry_run)
    assert people.all() == before


def test_who_is_not_on_it_any_more_stays(term: Any, roster: Any) -> None:
    """Not enrolled, with all that was kept; on a later roster enrolled again."""
    people = term.gradebook.people
    term.mark(term.hand_in("ada"), 3.0)
    people.enrol(roster("name,section\nada,A\nbob,A\n"))
    changes = people.enrol(roster("name\nbob\n"))
    assert [(change.after.name, change.after.enrolled) for change in changes] == [("ada", False)]
    assert people.find("ada") == replace(Student("ada"), section="A")
    assert {grade.student.name for grade in term.gradebook.grades(term.assignment)} == {
        "ada",
        "bob",
    }
    people.enrol(roster("name\nada\nbob\n"))
    assert people.find("ada").enrolled


def test_a_dry_run_and_the_same_roster_again_change_nothing(term: Any, roster: Any) -> None:
    """The one only tells, the other has nothing to tell; also of a former identifier."""
    people = term.gradebook.people
    first = roster("name,email,canvas_id\nada,a@x.org,1\n")
    assert len(people.enrol(first, dry_run=True)) == 1
    assert people.all() == []
    assert len(people.enrol(first)) == 1
    assert people.enrol(first) == []
    people.enrol(roster("name,email,canvas_id\nada,a@x.org,2\n"))
    assert people.find("ada").ids == {"canvas": "2"}
    assert people.enrol(first) == []


@unhurried
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"name,email\n{text}".encode())
)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """There is no other end than a roster or a message."""
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with contextlib.suppress(RosterError):
        assert read_roster(path).lines
