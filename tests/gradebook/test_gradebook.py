"""The gradebook keeps what it is given, whole or not at all, and never a 0 for "not known"."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.errors import GradebookError, UsageError
from grader.grade import EntryKind
from grader.gradebook import Gradebook
from grader.intake.submissions import Person

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


def test_results_come_back_whole(term: Any, paper: Any) -> None:
    """What was recorded is read again, also after closing, under any name."""
    result = term.mark(term.hand_in("ada"), result=paper("ada", 3.5))
    with Gradebook.open(term.path) as again:
        assert again.results.whole(result, "Zoë") == paper("Zoë", 3.5)


def test_what_is_equal_in_a_class_is_one_object(term: Any, paper: Any) -> None:
    """A large class stays small in memory: right tests are not held once for each student."""
    marked = [term.mark(term.hand_in(name), 5.0) for name in ("ada", "bob")]
    other = term.mark(term.hand_in("eve"), 3.0)
    found = term.gradebook.results.light([*marked, other])
    first, second = (found[result].exercises[0].tests for result in marked)
    assert first
    assert all(a is b for a, b in zip(first, second, strict=True))
    assert found[other].exercises == paper("", 3.0).exercises


def test_names_are_no_sql(term: Any) -> None:
    """A student may be called like a statement."""
    name = "'; DROP TABLE run; --"
    term.mark(term.hand_in(name))
    assert [student.name for student in term.gradebook.people.all()] == [name]
    assert term.gradebook.grades(term.assignment)[0].score == 4.0


def test_it_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """Grades are private."""
    path = tmp_path / "new" / "gradebook.db"
    Gradebook.open(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_not_graded_is_null(term: Any) -> None:
    """A score that is not known is NULL in every table."""
    term.mark(term.hand_in("ada"), None)
    with sqlite3.connect(term.path) as connection:
        for table in ("result", "exercise_result", "test_result"):
            scores = {row[0] for row in connection.execute(f"SELECT score FROM {table}")}
            assert scores == {None}, table


@pytest.mark.parametrize(
    ("score", "wrong"),
    [
        (None, {"score": 0.0}),
        (4.0, {"score": None}),
        (4.0, {"score": 6.0}),
        (4.0, {"score": -1.0}),
    ],
    ids=["not graded as 0", "graded without a score", "above the maximum", "negative"],
)
def test_impossible_results_are_refused_whole(
    term: Any, paper: Any, score: float | None, wrong: dict[str, Any]
) -> None:
    """The database itself refuses them, nothing of them is left, and what counted before does."""
    attempt = term.hand_in("ada")
    term.mark(attempt, 3.0)
    with pytest.raises(GradebookError) as caught:
        term.mark(attempt, result=replace(paper("ada", score), **wrong))
    assert "nothing was changed" in caught.value.hint
    assert term.gradebook.results.standings("vectors")[attempt].score == 3.0
    with sqlite3.connect(term.path) as connection:
        assert connection.execute("SELECT count(*) FROM result").fetchone() == (1,)


def test_the_same_bytes_are_the_same_attempt(term: Any) -> None:
    """Who hands in the same at the same time, together with the same people, has one attempt."""
    files = {"a.ipynb": "00"}
    first = term.hand_in("ada", "bob", files=files, at=NOON)
    assert term.hand_in("bob", "ada", files=files, at=NOON) == first
    others = [
        term.hand_in("ada", files=files, at=NOON),
        term.hand_in("ada", "bob", files=files, at=NOON + datetime.timedelta(seconds=1)),
        term.hand_in("ada", "bob", files={"a.ipynb": "01"}, at=NOON),
    ]
    assert len({first, *others}) == 4


def test_an_identifier_says_who_somebody_is(term: Any) -> None:
    """Two of one name are kept apart by their identifiers; one of two names is one student."""
    first, second, renamed = term.meet(
        Person("Jan Novák", {"canvas": "1"}),
        Person("Jan Novák", {"canvas": "2"}),
        Person("Jan Novak-Smith", {"canvas": "1"}),
    )
    assert [first[1], second[1], renamed] == ["Jan Novák", "Jan Novák (2)", first]


def test_an_e_mail_address_says_who_somebody_is(term: Any) -> None:
    """A student known by address gets the identifier of a platform that is new."""
    term.meet(Person("doejane", {"canvas": "1"}, email="jane@example.org"))
    ((_, name),) = term.meet(Person("Jane Doe", {"gradescope": "77"}, email="Jane@Example.org"))
    assert name == "doejane"
    assert term.gradebook.people.find("doejane").ids == {"canvas": "1", "gradescope": "77"}


def test_an_unknown_student_is_said_to_be_so(term: Any) -> None:
    """The hint has the names that come close, whatever their case."""
    term.hand_in("Ada Lovelace")
    term.hand_in("bob")
    with pytest.raises(UsageError, match="no such student") as caught:
        term.gradebook.people.find("ada lovelac")
    assert caught.value.hint == "Is it Ada Lovelace?"
    with pytest.raises(UsageError) as caught:
        term.gradebook.people.find("xxxxxx")
    assert "roster" in caught.value.hint


def test_entries_survive_regrading_and_are_never_lost(term: Any) -> None:
    """An entry holds whatever is graded again, and a withdrawn one stays to be read."""
    attempt = term.hand_in("ada")
    term.mark(attempt, 3.0)
    ledger = term.gradebook.ledger
    entry = ledger.add(
        "vectors", "ada", EntryKind.ADJUSTMENT, " a good question ", author="kim", points=0.5
    )
    assert (entry.text, entry.author, entry.points) == ("a good question", "kim", 0.5)
    term.mark(attempt, 2.0)
    (grade,) = term.gradebook.grades(term.assignment)
    assert (grade.raw, grade.adjustment, grade.score) == (2.0, 0.5, 2.5)
    withdrawn = ledger.withdraw(entry.id)
    assert withdrawn.withdrawn is not None
    assert term.gradebook.grades(term.assignment)[0].score == 2.0
    assert ledger.entries("vectors") == {}
    assert ledger.entries("vectors", withdrawn=True) == {"ada": [withdrawn]}
    assert ledger.of("ada") == [withdrawn]
    with pytest.raises(UsageError, match="withdrawn before"):
        ledger.withdraw(entry.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "  "},
        {"author": ""},
        {"points": float("nan")},
        {"points": float("-inf")},
        {"points": 1e9},
        {"student": "bob"},
    ],
    ids=str,
)
def test_entries_that_mean_nothing_are_refused(term: Any, wrong: dict[str, Any]) -> None:
    """Without a reason, an author, a number of points or a student there is no entry."""
    term.hand_in("ada")
    given = {"student": "ada", "text": "why", "author": "kim", "points": 1.0} | wrong
    with pytest.raises(UsageError):
        term.gradebook.ledger.add("vectors", kind=EntryKind.ADJUSTMENT, **given)
    assert term.gradebook.ledger.of("ada") == []


def test_an_entry_that_is_not_there(term: Any) -> None:
    """The message says where the numbers are."""
    with pytest.raises(UsageError, match="no entry 7") as caught:
        term.gradebook.ledger.withdraw(7)
    assert "history" in caught.value.hint
