"""A student's data taken out whole, so that not a byte of it remains in the file.

Pages and the like are not this module's business, backups are only found: they hold whole classes.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from grader.gradebook.database import Database


@dataclass(frozen=True)
class Traces:
    """What is kept of a student: numbers of each, and ``backups`` of the file that may hold them.

    ``attempts`` are those of the student alone, ``shared`` those that stay with others of a group;
    ``gradings`` are those that no other student's results are made of.
    """

    student: str
    attempts: int
    shared: int
    results: int
    gradings: int
    entries: int
    backups: tuple[Path, ...]


_STUDENT = "(SELECT id FROM student WHERE name = ?1)"
_MINE = f"SELECT attempt_id FROM member WHERE student_id = {_STUDENT}"
_ALONE = (
    f"SELECT attempt_id FROM member WHERE attempt_id IN ({_MINE}) "
    "GROUP BY attempt_id HAVING count(*) = 1"
)
_RESULTS = f"SELECT id FROM result WHERE attempt_id IN ({_ALONE})"
_GRADINGS = (
    f"SELECT grading_id FROM exercise_result WHERE result_id IN ({_RESULTS}) "
    "AND grading_id IS NOT NULL EXCEPT "
    f"SELECT grading_id FROM exercise_result WHERE result_id NOT IN ({_RESULTS})"
)


def traces(database: Database, student: str) -> Traces:
    """What is kept of a student, and would be taken out."""
    with database.reading() as connection:
        return _traces(connection, database.path, student)


def forget(database: Database, student: str) -> Traces:
    """Take out all that is kept of a student; what others have a part in stays with them.

    Raises:
        GradebookError: another program has the file open (nothing was changed), or it can't be
            written.
    """
    with database.erasing() as connection:
        found = _traces(connection, database.path, student)
        gradings = connection.execute(_GRADINGS, (student,)).fetchall()
        attempts = connection.execute(_ALONE, (student,)).fetchall()
        connection.executemany("DELETE FROM attempt WHERE id = ?", attempts)
        connection.executemany("DELETE FROM grading WHERE id = ?", gradings)
        connection.execute("DELETE FROM student WHERE name = ?", (student,))
    return found


def _traces(connection: sqlite3.Connection, path: Path, student: str) -> Traces:
    def count(query: str) -> int:
        (number,) = connection.execute(f"SELECT count(*) FROM ({query})", (student,)).fetchone()
        return int(number)

    alone = count(_ALONE)
    return Traces(
        student=student,
        attempts=alone,
        shared=count(_MINE) - alone,
        results=count(_RESULTS),
        gradings=count(_GRADINGS),
        entries=count(f"SELECT id FROM entry WHERE student_id = {_STUDENT}"),
        backups=backups(path),
    )


def backups(path: Path) -> tuple[Path, ...]:
    """The copies that were made of a gradebook before its schema changed."""
    start, end = f"{path.name}.schema-", ".bak"
    return tuple(
        sorted(
            item
            for item in path.parent.iterdir()
            if item.name.startswith(start) and item.name.endswith(end)
        )
    )
