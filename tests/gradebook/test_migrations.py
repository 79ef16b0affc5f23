"""An old gradebook goes on: nothing in it is lost, and it ends like a fresh one."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from grader.course import Assignment
from grader.errors import GradebookError
from grader.gradebook import Gradebook, migrations
from grader.gradebook.migrations import MIGRATIONS, migrate, version

SCHEMA_1 = (Path(__file__).parent / "schema_1.sql").read_text(encoding="utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A gradebook of schema 1 with data."""
    path = tmp_path / "gradebook.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA_1)
    return path


def _schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return [(name, sql and "".join(sql.replace('"', "").split())) for name, sql in found]


def test_a_fresh_schema_equals_a_migrated_one(old: Path, tmp_path: Path) -> None:
    """Whether a gradebook is new or has come a long way makes no difference."""
    fresh = tmp_path / "fresh.db"
    Gradebook.open(fresh).close()
    Gradebook.open(old).close()
    assert _schema(old) == _schema(fresh)
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_steps_of_released_schemas_stand(tmp_path: Path) -> None:
    """The first step still gives the schema that files in use have."""
    stored, taken = tmp_path / "stored.db", tmp_path / "taken.db"
    with closing(sqlite3.connect(stored)) as connection:
        connection.executescript(SCHEMA_1)
    with closing(sqlite3.connect(taken, isolation_level=None)) as connection:
        migrate(connection, target=1)
    assert _schema(taken) == _schema(stored)


def test_what_an_old_gradebook_holds_is_kept(old: Path, assignment: Assignment) -> None:
    """Attempts, results and seeds of schema 1 are there afterwards, the last result counts."""
    with Gradebook.open(old) as gradebook:
        ada, bob = gradebook.grades(assignment)
        assert (ada.student.name, ada.score, ada.attempts) == ("ada", 2.0, 1)
        assert (bob.student.name, bob.score, bob.state) == ("bob", None, "not_graded")
        assert ada.standing is not None
        assert gradebook.results.whole(ada.standing.result_id, "ada").exercises[0].score == 2.0
        assert gradebook.runs.seed("vectors") == "new seed"
        assert gradebook.runs.seed("matrices") == "another"
        states = [
            event.what.state for event in gradebook.history("ada") if hasattr(event.what, "state")
        ]
        assert states == ["former", "current", "current"]


def test_a_backup_is_made_before(old: Path) -> None:
    """It is the file as it was, for its owner alone, and a later opening leaves it alone."""
    backup = old.with_name("gradebook.db.schema-1.bak")
    with closing(sqlite3.connect(old)) as connection:
        before = list(connection.iterdump())
    Gradebook.open(old).close()
    with closing(sqlite3.connect(backup)) as connection:
        assert list(connection.iterdump()) == before
        assert version(connection) == 1
    assert backup.stat().st_mode & 0o077 == 0
    kept = backup.read_bytes()
    Gradebook.open(old).close()
    assert backup.read_bytes() == kept


def test_a_fresh_gradebook_has_no_backup(tmp_path: Path) -> None:
    """There is nothing to keep."""
    Gradebook.open(tmp_path / "gradebook.db").close()
    assert not list(tmp_path.glob("*.bak"))


def test_an_interrupted_step_is_taken_up_again(
    old: Path, assignment: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that breaks off leaves the file as it was before the step."""
    with closing(sqlite3.connect(old)) as connection:
        before = list(connection.iterdump())
    with monkeypatch.context() as broken:
        step = f"{MIGRATIONS[1]}\nINSERT INTO nowhere VALUES (1);\n"
        broken.setattr(migrations, "MIGRATIONS", (MIGRATIONS[0], step))
        with pytest.raises(GradebookError, match="nowhere"):
            Gradebook.open(old)
    with closing(sqlite3.connect(old)) as connection:
        assert list(connection.iterdump()) == before
        assert version(connection) == 1
    with Gradebook.open(old) as gradebook:
        assert gradebook.grades(assignment)[0].score == 2.0


def test_two_that_open_at_once_both_get_a_whole_gradebook(tmp_path: Path) -> None:
    """Only one of them takes the steps; the other finds them taken."""
    path = tmp_path / "gradebook.db"
    failed: list[BaseException] = []
    start = threading.Barrier(4)

    def open_it() -> None:
        start.wait()
        try:
            Gradebook.open(path).close()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with closing(sqlite3.connect(path)) as connection:
        assert version(connection) == len(MIGRATIONS)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """A file of a newer grader is left as it is, with advice."""
    newer = tmp_path / "newer.db"
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = newer.read_bytes()
    with pytest.raises(GradebookError, match="newer grader") as caught:
        Gradebook.open(newer)
    assert "--gradebook" in caught.value.hint
    assert newer.read_bytes() == before
