"""Where the file is and what state it is in: every trouble has a message that says what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader.errors import GradebookError
from grader.grade import EntryKind
from grader.gradebook import Gradebook, database


def _journal(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    return str(mode)


@contextmanager
def _without_shared_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite as it is on a network file system: here WAL doesn't work."""
    connect = sqlite3.connect

    def elsewhere(path: Path, **options: Any) -> sqlite3.Connection:
        return connect(f"{Path(path).as_uri()}?vfs=unix-dotfile", uri=True, **options)

    with monkeypatch.context() as patched:
        patched.setattr(database.sqlite3, "connect", elsewhere)
        yield


def test_wal_where_it_works(term: Any) -> None:
    """Readers don't wait for the writer."""
    assert _journal(term.path) == "wal"


def test_another_journal_where_wal_does_not_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, assignment: Any
) -> None:
    """On a network file system a gradebook works as everywhere."""
    path = tmp_path / "gradebook.db"
    with _without_shared_memory(monkeypatch):
        for seed in ("first", None):
            with Gradebook.open(path) as gradebook:
                assert gradebook.runs.seed(assignment.name, seed) == "first"
    assert _journal(path) == "delete"


def test_a_gradebook_moved_to_where_wal_does_not_work(
    term: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was made elsewhere, and still opens and can be written."""
    term.mark(term.hand_in("ada"), 3.0)
    term.gradebook.close()
    with _without_shared_memory(monkeypatch), Gradebook.open(term.path) as gradebook:
        gradebook.ledger.add("vectors", "ada", EntryKind.COMMENT, "Good.", author="kim")
        assert gradebook.grades(term.assignment)[0].score == 3.0
    assert _journal(term.path) == "delete"
    with Gradebook.open(term.path) as gradebook:
        assert len(gradebook.ledger.of("ada")) == 1


def test_the_file_is_only_missed_where_it_must_be_there(tmp_path: Path) -> None:
    """A command that only looks makes no empty gradebook."""
    path = tmp_path / "no" / "gradebook.db"
    with pytest.raises(GradebookError, match="no gradebook here") as caught:
        Gradebook.open(path, new=False)
    assert "grader run makes one" in caught.value.hint
    assert not path.parent.exists()


def test_other_files_are_refused_with_advice(tmp_path: Path) -> None:
    """A file that is no gradebook is left as it is."""
    other = tmp_path / "notes.txt"
    other.write_bytes(b"not a database, but long enough to be looked at" * 10)
    before = other.read_bytes()
    with pytest.raises(GradebookError, match="not a database") as caught:
        Gradebook.open(other)
    assert "--gradebook" in caught.value.hint
    assert other.read_bytes() == before


def test_a_damaged_gradebook_is_said_to_be_damaged(term: Any) -> None:
    """Not that the disk is full, or a traceback."""
    for number in range(20):
        term.hand_in(f"student {number}")
    term.gradebook.close()
    content = bytearray(term.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    term.path.write_bytes(content)
    with pytest.raises(GradebookError) as caught, Gradebook.open(term.path) as gradebook:
        gradebook.people.all()
    assert "damaged" in caught.value.hint


def test_a_place_that_can_not_be_written_to(tmp_path: Path) -> None:
    """A folder in place of a file is said to be that."""
    with pytest.raises(GradebookError, match="cannot be opened"):
        Gradebook.open(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written(term: Any) -> None:
    """The message says so, and that another file can be named."""
    term.gradebook.close()
    term.path.chmod(0o400)
    with pytest.raises(GradebookError, match="cannot be opened") as caught:
        Gradebook.open(term.path)
    assert "--gradebook" in caught.value.hint


def test_a_read_only_file(term: Any) -> None:
    """What SQLite can read and not write, on a read-only mount say."""
    term.hand_in("ada")
    with term.gradebook._database.reading() as connection:
        connection.execute("PRAGMA query_only = ON")
    with pytest.raises(GradebookError, match="readonly") as caught:
        term.hand_in("bob")
    assert "permissions" in caught.value.hint


def test_a_gradebook_that_is_in_use(term: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second writer is told to wait, and what it wanted to keep is not there by half."""
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    with Gradebook.open(term.path) as second:
        with closing(sqlite3.connect(term.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(GradebookError, match="locked") as caught:
                second.runs.seed("vectors", "s")
        assert "wait" in caught.value.hint
        assert second.runs.seed("vectors", "s") == "s"


def test_a_full_disk(term: Any) -> None:
    """What doesn't fit is not kept, what was there stays, and the message asks about the disk."""
    term.mark(term.hand_in("ada"), 3.0)
    with term.gradebook._database.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(GradebookError, match="full") as caught:
        term.hand_in("bob", files={f"{number}.ipynb": "0" * 64 for number in range(1000)})
    assert "disk full" in caught.value.hint
    (ada,) = term.gradebook.grades(term.assignment)
    assert ada.score == 3.0
