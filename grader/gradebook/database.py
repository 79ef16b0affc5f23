"""The gradebook's file: opened, brought up to date, one transaction at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from grader.errors import GradebookError
from grader.gradebook.migrations import MIGRATIONS, migrate, version

_BUSY_SECONDS = 10.0


class Database:
    """An open file. Make one with ``open``.

    Raises:
        GradebookError: the file can't be opened, read or written; the message says what to do.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, new: bool = True) -> Database:
        """Open a gradebook; where there is none, make one that only its owner can read.

        Args:
            path: the file.
            new: whether one may be made.
        """
        with _explained(path):
            if not new and not path.is_file():
                raise GradebookError(
                    f"{path}: there is no gradebook here",
                    hint="grader run makes one: gradebook.db among its results, or the file that "
                    "--gradebook names.",
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                _prepare(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    @classmethod
    def rehearse(cls, path: Path) -> Database:
        """A copy in memory of what is there, up to date; the file is only read."""
        with _explained(path):
            connection = sqlite3.connect(":memory:", isolation_level=None)
            if path.is_file() and path.stat().st_size:
                with closing(
                    sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                ) as file:
                    file.backup(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
        return cls(path, connection)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or nothing."""
        with _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """For questions."""
        with _explained(self.path):
            yield self._connection

    @contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """A transaction of which nothing is left that it deletes: not in the file, whose free space
        is overwritten, and not in a journal.

        Raises:
            GradebookError: somebody else has the file open; nothing was changed.
        """
        with _explained(self.path):
            try:
                # Puts an end to the WAL, which holds former pages; nobody else may be reading it.
                (mode,) = self._connection.execute("PRAGMA journal_mode = DELETE").fetchone()
                if mode != "delete":
                    raise sqlite3.OperationalError("database is locked")
                self._connection.execute("PRAGMA secure_delete = ON")
                with self.writing() as connection:
                    yield connection
                self._connection.execute("VACUUM")
            finally:
                _choose_journal(self._connection)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    _make_readable(connection)
    found = version(connection)
    if found > len(MIGRATIONS):
        raise GradebookError(
            f"{path}: written by a newer grader (schema {found}, this one knows {len(MIGRATIONS)})",
            hint="Install the newer grader, or name another file with --gradebook.",
        )
    connection.execute("PRAGMA foreign_keys = ON")
    _choose_journal(connection)
    if 0 < found < len(MIGRATIONS):
        _back_up(connection, path.with_name(f"{path.name}.schema-{found}.bak"))
    migrate(connection)


def _make_readable(connection: sqlite3.Connection) -> None:
    """A file with WAL that was brought to where WAL doesn't work can only be opened alone, and
    then gets the journal of old."""
    try:
        version(connection)
    except sqlite3.OperationalError as error:
        if "unable to open" not in str(error) and "locking protocol" not in str(error):
            raise
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA locking_mode = NORMAL")
        version(connection)  # only now the file is let go of


def _choose_journal(connection: sqlite3.Connection) -> None:
    """WAL where it works: it needs shared memory, which network file systems and some mounts of
    containers have not. The journal of old works everywhere and is as safe, only slower."""
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error) and "protocol" not in str(error):
            raise
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    # With WAL the last transactions may be lost when the power fails, none when a process does.
    connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    """A copy as it was before its schema changes; an earlier one of the same schema is kept."""
    if path.exists():
        return
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(part)) as copy:
        connection.backup(copy)
    part.replace(path)


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
        return "Another program writes to it at this moment: wait for it, or name another file."
    if "not a database" in message or "malformed" in message:
        return "It is no gradebook, or damaged: name another file with --gradebook."
    if "readonly" in message:
        return "It may not be written to: change its permissions, or name another file."
    if "unable to open" in message:
        return "Its folder must be writable too: SQLite keeps a journal beside the file."
    if "constraint" in message:
        return "This is a fault of grader's: nothing was changed."
    return "Is the disk full? grader doctor says how much is free."
