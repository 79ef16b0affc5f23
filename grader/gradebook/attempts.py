"""What was handed in for assignments, by whom and when."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.grade import Attempt
from grader.gradebook.database import Database


@dataclass(frozen=True)
class HandedIn:
    """What was handed in: by whom (ids of students), its files' SHA-256 by name, and when."""

    people: tuple[int, ...]
    files: Mapping[str, str]
    handed_in: datetime.datetime | None = None
    late: bool | None = None
    origin: str = ""


class Attempts:
    """All attempts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enter(self, assignment: str, items: Sequence[HandedIn]) -> list[int]:
        """Find or enter attempts; what was handed in by the same people at the same time with the
        same bytes is the same attempt. Gives their ids."""
        now = datetime.datetime.now(datetime.UTC).isoformat()
        with self._database.writing() as connection:
            known = _known_attempts(connection, assignment)
            found = []
            for item in items:
                key = (frozenset(item.people), _files(item.files), _time(item.handed_in))
                if key not in known:
                    known[key] = _enter(connection, assignment, item, now)
                found.append(known[key])
        return found

    def by_student(
        self, assignment: str, students: Sequence[str] | None = None
    ) -> dict[str, list[Attempt]]:
        """Students' attempts in the order in which they were handed in, or else seen.

        Args:
            assignment: the assignment's name.
            students: of these only.
        """
        found: dict[str, list[Attempt]] = {}
        asked = None if students is None else json.dumps(list(students))
        wanted = (
            "FROM attempt WHERE assignment = ?1 AND (?2 IS NULL OR attempt.id IN ("
            "SELECT attempt_id FROM member JOIN student ON student.id = student_id "
            "WHERE name IN (SELECT value FROM json_each(?2))))"
        )
        with self._database.reading() as connection:
            members: dict[int, list[str]] = {}
            for attempt, name in connection.execute(
                "SELECT attempt_id, name FROM member JOIN student ON student.id = student_id "
                f"WHERE attempt_id IN (SELECT attempt.id {wanted}) ORDER BY name",
                (assignment, asked),
            ):
                members.setdefault(attempt, []).append(name)
            rows = connection.execute(
                f"SELECT id, files, handed_in, late {wanted} "
                "ORDER BY coalesce(handed_in, seen), id",
                (assignment, asked),
            ).fetchall()
        for identifier, files, handed_in, late in rows:
            people = tuple(members.get(identifier, ()))
            for name in people if students is None else set(people) & set(students):
                mine = found.setdefault(name, [])
                mine.append(
                    Attempt(
                        identifier,
                        len(mine) + 1,
                        people,
                        None if handed_in is None else datetime.datetime.fromisoformat(handed_in),
                        None if late is None else bool(late),
                        json.loads(files),
                    )
                )
        return found


def _known_attempts(
    connection: sqlite3.Connection, assignment: str
) -> dict[tuple[frozenset[int], str, str | None], int]:
    members: dict[int, set[int]] = {}
    for attempt, student in connection.execute("SELECT attempt_id, student_id FROM member"):
        members.setdefault(attempt, set()).add(student)
    rows = connection.execute(
        "SELECT id, files, handed_in FROM attempt WHERE assignment = ?", (assignment,)
    )
    return {
        (frozenset(members.get(identifier, ())), files, handed_in): identifier
        for identifier, files, handed_in in rows
    }


def _enter(connection: sqlite3.Connection, assignment: str, item: HandedIn, now: str) -> int:
    cursor = connection.execute(
        "INSERT INTO attempt (assignment, files, handed_in, late, origin, seen) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            assignment,
            _files(item.files),
            _time(item.handed_in),
            None if item.late is None else int(item.late),
            item.origin,
            now,
        ),
    )
    identifier = cursor.lastrowid
    assert identifier is not None
    connection.executemany(
        "INSERT INTO member VALUES (?, ?)", [(identifier, student) for student in set(item.people)]
    )
    return identifier


def _files(files: Mapping[str, str]) -> str:
    return json.dumps(dict(sorted(files.items())), ensure_ascii=False)


def _time(moment: datetime.datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(datetime.UTC).isoformat()
