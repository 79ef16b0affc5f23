"""Entries by hand: adjustments, comments, excuses, extensions. Nothing is ever changed or deleted:
what no longer holds is withdrawn, and stays for the history."""

from __future__ import annotations

import datetime
import json
import math
import sqlite3
from collections.abc import Sequence
from typing import Any

from grader.errors import UsageError
from grader.grade import Entry, EntryKind
from grader.gradebook.database import Database

_MOST_POINTS = 1e6
_COLUMNS = (
    "entry.id, name, assignment, kind, text, author, made, points, until, exercise, withdrawn"
)
_FROM = "FROM entry JOIN student ON student.id = student_id"


class Ledger:
    """The entries of a gradebook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        assignment: str,
        student: str,
        kind: EntryKind,
        text: str,
        *,
        author: str,
        points: float | None = None,
        until: datetime.datetime | None = None,
        exercise: str | None = None,
    ) -> Entry:
        """Enter something, and give it as it stands.

        Args:
            assignment: the assignment's name.
            student: the student's name.
            kind: what it is.
            text: the reason, or the comment itself.
            author: who enters it.
            points: of an adjustment; may be negative.
            until: of an extension, with a time zone.
            exercise: what a comment is about.

        Raises:
            UsageError: there is no such student, the text is empty, or the points are no number of
                points.
        """
        if not text.strip() or not author.strip():
            raise UsageError(
                "an entry needs a text and an author",
                hint="The student reads the text: say in a sentence why.",
            )
        if points is not None and not (math.isfinite(points) and abs(points) <= _MOST_POINTS):
            raise UsageError(f"{points:g} is no number of points", hint="Give one like 1.5 or -2.")
        row = (
            assignment,
            kind,
            text.strip(),
            author.strip(),
            datetime.datetime.now(datetime.UTC).isoformat(),
            points,
            None if until is None else until.isoformat(),
            exercise,
            student,
        )
        with self._database.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO entry (assignment, kind, text, author, made, points, until, exercise, "
                "student_id) SELECT ?, ?, ?, ?, ?, ?, ?, ?, id FROM student WHERE name = ?",
                row,
            )
            if cursor.rowcount != 1 or cursor.lastrowid is None:
                raise UsageError(f"{student}: there is no such student in the gradebook")
            return _entry(connection, cursor.lastrowid)

    def entry(self, identifier: int) -> Entry:
        """One entry.

        Raises:
            UsageError: there is none with this number.
        """
        with self._database.reading() as connection:
            return _entry(connection, identifier)

    def withdraw(self, identifier: int) -> Entry:
        """From now on an entry counts for nothing; give it as it stands then.

        Raises:
            UsageError: there is none with this number, or it was withdrawn before.
        """
        now = datetime.datetime.now(datetime.UTC).isoformat()
        with self._database.writing() as connection:
            found = _entry(connection, identifier)
            if found.withdrawn is not None:
                raise UsageError(
                    f"entry {identifier} was withdrawn before, on {found.withdrawn:%Y-%m-%d}",
                    hint="Nothing is to be done.",
                )
            connection.execute("UPDATE entry SET withdrawn = ? WHERE id = ?", (now, identifier))
            return _entry(connection, identifier)

    def entries(
        self,
        assignment: str,
        students: Sequence[str] | None = None,
        *,
        withdrawn: bool = False,
    ) -> dict[str, list[Entry]]:
        """The entries for an assignment by student, each student's in the order of entering.

        Args:
            assignment: the assignment's name.
            students: of these only.
            withdrawn: whether withdrawn ones are among them.
        """
        asked = None if students is None else json.dumps(list(students))
        found: dict[str, list[Entry]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(
                f"SELECT {_COLUMNS} {_FROM} WHERE assignment = ?1 AND (?2 OR withdrawn IS NULL) "
                "AND (?3 IS NULL OR name IN (SELECT value FROM json_each(?3))) ORDER BY entry.id",
                (assignment, withdrawn, asked),
            ):
                entry = _made_of(row)
                found.setdefault(entry.student, []).append(entry)
        return found

    def of(self, student: str) -> list[Entry]:
        """All entries for a student, withdrawn ones among them, in the order of entering."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} {_FROM} WHERE name = ? ORDER BY entry.id", (student,)
            ).fetchall()
        return [_made_of(row) for row in rows]


def _entry(connection: sqlite3.Connection, identifier: int) -> Entry:
    row = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE entry.id = ?", (identifier,)
    ).fetchone()
    if row is None:
        raise UsageError(
            f"there is no entry {identifier} in the gradebook",
            hint="grader gradebook history STUDENT lists a student's entries with their numbers.",
        )
    return _made_of(row)


def _made_of(row: tuple[Any, ...]) -> Entry:
    identifier, student, assignment, kind, text, author, made, points, until, exercise, gone = row
    return Entry(
        identifier,
        student,
        assignment,
        EntryKind(kind),
        text,
        author,
        datetime.datetime.fromisoformat(made),
        points,
        None if until is None else datetime.datetime.fromisoformat(until),
        exercise,
        None if gone is None else datetime.datetime.fromisoformat(gone),
    )
