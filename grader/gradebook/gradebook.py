"""Writes and reads the gradebook. What a result means is decided elsewhere; here it is kept.

Beside the tables for questions in SQL, each result is kept whole as JSON, so that every page can be
made again from the gradebook alone.
"""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter

from grader.course import Assignment
from grader.errors import GradebookError
from grader.gradebook.migrations import MIGRATIONS, migrate, version
from grader.outcome import Run, SubmissionResult

_RECORD = TypeAdapter(SubmissionResult)
_BUSY_SECONDS = 10.0


class Gradebook:
    """An open gradebook; use it in a ``with`` statement.

    Raises:
        GradebookError: the file can't be opened, read or written; the message says what to do.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Gradebook:
        """Open a gradebook, or make a new one that only its owner can read."""
        with _explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                _prepare(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def begin_run(self, assignment: Assignment, run: Run) -> str:
        """Note that a run begins; gives its id."""
        row = (
            run.id,
            assignment.name,
            run.seed,
            json.dumps(run.devices),
            run.grader,
            run.torch,
            json.dumps(run.sandbox),
            run.started.isoformat(),
        )
        with self._transaction() as connection:
            connection.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)", row)
        return run.id

    def finish_run(self, run_id: str, finished: datetime.datetime) -> None:
        """Note that a run came to its end."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE run SET finished = ? WHERE id = ?", (finished.isoformat(), run_id)
            )

    def record(self, run_id: str, result: SubmissionResult, files: Mapping[str, str]) -> None:
        """Keep one submission's result, all of it or nothing.

        Args:
            run_id: the run that it belongs to.
            result: the result.
            files: the SHA-256 of each handed-in file, by name.
        """
        with self._transaction() as connection:
            result_id = _insert_result(connection, run_id, result, files)
            connection.executemany(
                "INSERT INTO exercise_result VALUES (?, ?, ?, ?, ?)",
                [(result_id, e.exercise, e.status, e.score, e.max_score) for e in result.exercises],
            )
            connection.executemany(
                "INSERT INTO test_result VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (result_id, e.exercise, t.test, t.outcome, t.score, t.max_score)
                    for e in result.exercises
                    for t in e.tests
                ],
            )

    def submissions(self, run_id: str) -> list[SubmissionResult]:
        """All results of a run, by student's name."""
        with _explained(self._path):
            rows = self._connection.execute(
                "SELECT record FROM result JOIN student ON student.id = student_id "
                "WHERE run_id = ? ORDER BY student.name",
                (run_id,),
            ).fetchall()
        return [_RECORD.validate_json(record) for (record,) in rows]


def _insert_result(
    connection: sqlite3.Connection,
    run_id: str,
    result: SubmissionResult,
    files: Mapping[str, str],
) -> int:
    connection.execute("INSERT OR IGNORE INTO student (name) VALUES (?)", (result.student,))
    (student_id,) = connection.execute(
        "SELECT id FROM student WHERE name = ?", (result.student,)
    ).fetchone()
    cursor = connection.execute(
        "INSERT INTO result (run_id, student_id, status, score, max_score, files, record, graded) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run_id,
            student_id,
            result.status,
            result.score,
            result.max_score,
            json.dumps(dict(files), ensure_ascii=False),
            _RECORD.dump_json(result).decode(),
            datetime.datetime.now(datetime.UTC).isoformat(),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    found = version(connection)
    if found > len(MIGRATIONS):
        raise GradebookError(
            f"{path}: written by a newer grader (schema {found}, this one knows {len(MIGRATIONS)})",
            hint="Install the newer grader, or name another file with --gradebook.",
        )
    connection.execute("PRAGMA foreign_keys = ON")
    # WAL needs shared memory, which network file systems and some mounts have not; SQLite then
    # answers with the journal it keeps, and the default one is as safe, only slower.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    migrate(connection)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors into ones that say what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise GradebookError(f"{path}: {error}", hint=_advice(str(error))) from error
    except OSError as error:
        raise GradebookError(
            f"{path}: cannot be opened ({error.strerror})",
            hint="Name a file in a folder that you may write to with --gradebook.",
        ) from error


def _advice(message: str) -> str:
    if "locked" in message:
        return "Another run writes to it at this moment: wait for it, or name another file."
    if "not a database" in message or "malformed" in message:
        return "It is no gradebook, or damaged: name another file with --gradebook."
    if "readonly" in message:
        return "It may not be written to: change its permissions, or name another file."
    return "Is the disk full? grader doctor says how much is free."
