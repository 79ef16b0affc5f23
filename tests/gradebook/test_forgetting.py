"""A student is taken out whole, and nobody else loses anything."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from grader.errors import GradebookError, UsageError
from grader.grade import EntryKind
from grader.gradebook import Gradebook, database
from grader.intake.submissions import Person

NAME = "Rumpelstilzchen"


def _bytes_of(path: Path) -> bytes:
    """All that lies beside the gradebook, journals among it."""
    return b"".join(item.read_bytes() for item in path.parent.iterdir() if item.is_file())


def _filled(term: Any) -> None:
    """One with a unique name and address, who works alone and with others, among a class."""
    term.meet(Person(NAME, {"canvas": "c-4711"}, email=f"{NAME}@x.org", full_name=f"{NAME} R."))
    for number in range(30):
        other = term.hand_in(f"student {number}")
        term.mark(other, 2.0)
        mine = term.hand_in(NAME, files={f"{NAME}.ipynb": f"{number}"})
        term.mark(mine, 3.0)
        term.mark(mine, 4.0)
    for kind, more in ((EntryKind.ADJUSTMENT, {"points": 1.0}), (EntryKind.COMMENT, {})):
        term.gradebook.ledger.add("vectors", NAME, kind, f"{NAME} was ill", author="kim", **more)


def test_nothing_is_left_in_the_file(term: Any) -> None:
    """Not a byte of the name, the address or a comment, not in the journal either."""
    _filled(term)
    before = [
        grade for grade in term.gradebook.grades(term.assignment) if grade.student.name != NAME
    ]
    assert NAME.encode() in _bytes_of(term.path)
    traces = term.gradebook.forget(NAME)
    assert (traces.attempts, traces.results, traces.entries) == (30, 60, 2)
    for trace in (NAME, "c-4711"):
        assert trace.encode() not in _bytes_of(term.path)
    assert term.gradebook.grades(term.assignment) == before
    term.gradebook.close()
    assert NAME.encode() not in _bytes_of(term.path)
    with closing(database.sqlite3.connect(term.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        for table in ("result", "exercise_result", "test_result", "grading"):
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count == (30 if table == "result" else 60), table


def test_what_others_have_a_part_in_stays(term: Any) -> None:
    """The work of a group stays the others', and so does what their results are made of."""
    shared = term.hand_in(NAME, "ada")
    term.mark(shared, 3.0)
    first = term.mark(term.hand_in(NAME), 4.0)
    gradings = term.gradebook.results.held("vectors")
    (held,) = [item for item in gradings.values() if item.result_id == first]
    copied = term.hand_in("bob")
    term.mark(copied, 4.0, made_of=dict(held.gradings))
    traces = term.gradebook.forget(NAME)
    assert (traces.attempts, traces.shared, traces.gradings) == (1, 1, 0)
    ada, bob = term.gradebook.grades(term.assignment)
    assert (ada.score, ada.attempt.people, bob.score) == (3.0, ("ada",), 4.0)
    whole = term.gradebook.results.whole(bob.standing.result_id, "bob")
    assert [item.exercise for item in whole.exercises] == ["normalize", "running_mean"]


def test_looking_changes_nothing(term: Any) -> None:
    """What would be taken out can be seen before, backups of the file among it."""
    _filled(term)
    backup = term.path.with_name("gradebook.db.schema-1.bak")
    backup.write_bytes(b"old")
    before = term.gradebook.history(NAME)
    traces = term.gradebook.traces(NAME)
    assert (traces.attempts, traces.results, traces.gradings) == (30, 60, 120)
    assert traces.backups == (backup,)
    assert term.gradebook.history(NAME) == before


def test_while_somebody_else_has_it_open_nothing_is_taken_out(
    term: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal in use could keep it; the message says to wait."""
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    term.hand_in(NAME)
    with Gradebook.open(term.path) as second:
        assert second.people.find(NAME)
        with pytest.raises(GradebookError, match="locked") as caught:
            second.forget(NAME)
        assert "wait" in caught.value.hint
        assert second.people.find(NAME)
        term.gradebook.close()
        second.forget(NAME)


def test_a_student_who_is_not_there(term: Any) -> None:
    """There is nobody to forget."""
    with pytest.raises(UsageError, match="no such student"):
        term.gradebook.forget(NAME)
