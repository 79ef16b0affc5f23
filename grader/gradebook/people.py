"""Students: who they are, on which platform by which identifier, who is on the roster."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grader.grade import Student
from grader.gradebook.database import Database


@dataclass(frozen=True)
class Claim:
    """Who somebody is as far as the submissions say: a name, and identifiers by platform."""

    name: str
    ids: Mapping[str, str] = field(default_factory=dict)
    full_name: str = ""
    email: str = ""


class People:
    """The students of a gradebook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resolve(self, claims: Sequence[Claim]) -> list[tuple[int, str]]:
        """Find or enter the students that are meant: their ids here and their names.

        An identifier that is known says who it is, whatever the name; otherwise the name does,
        unless that student is known by another identifier of the same platform: then it is somebody
        else of the same name, entered with the identifier behind it.
        """
        with self._database.writing() as connection:
            return [_resolve(connection, claim) for claim in claims]

    def all(self) -> list[Student]:
        """Everybody, by name."""
        with self._database.reading() as connection:
            return _students(connection)


def _resolve(connection: sqlite3.Connection, claim: Claim) -> tuple[int, str]:
    student = _by_identifier(connection, claim) or _by_name(connection, claim)
    if student is None:
        student = _enter(connection, _free_name(connection, claim))
    connection.executemany(
        "INSERT OR IGNORE INTO identity VALUES (?, ?, ?)",
        [(platform, identifier, student) for platform, identifier in claim.ids.items()],
    )
    connection.execute(
        "UPDATE student SET full_name = iif(full_name = '', ?, full_name), "
        "email = iif(email = '', ?, email) WHERE id = ?",
        (claim.full_name, claim.email, student),
    )
    (name,) = connection.execute("SELECT name FROM student WHERE id = ?", (student,)).fetchone()
    return student, name


def _by_identifier(connection: sqlite3.Connection, claim: Claim) -> int | None:
    for item in claim.ids.items():
        row = connection.execute(
            "SELECT student_id FROM identity WHERE platform = ? AND identifier = ?", item
        ).fetchone()
        if row is not None:
            return int(row[0])
    return None


def _by_name(connection: sqlite3.Connection, claim: Claim) -> int | None:
    row = connection.execute("SELECT id FROM student WHERE name = ?", (claim.name,)).fetchone()
    if row is None:
        return None
    taken = connection.execute(
        "SELECT platform FROM identity WHERE student_id = ?", (row[0],)
    ).fetchall()
    return None if any(platform in claim.ids for (platform,) in taken) else int(row[0])


def _free_name(connection: sqlite3.Connection, claim: Claim) -> str:
    """The name as it is, or with the identifier behind it where it is somebody else's."""
    identifier = next(iter(claim.ids.values()), "2")
    name = claim.name
    while connection.execute("SELECT 1 FROM student WHERE name = ?", (name,)).fetchone():
        name = f"{name} ({identifier})"
    return name


def _enter(connection: sqlite3.Connection, name: str) -> int:
    cursor = connection.execute("INSERT INTO student (name) VALUES (?)", (name,))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _students(connection: sqlite3.Connection) -> list[Student]:
    ids: dict[int, dict[str, str]] = {}
    rows: Iterable[tuple[int, str, str]] = connection.execute(
        "SELECT student_id, platform, identifier FROM identity ORDER BY platform"
    )
    for student, platform, identifier in rows:
        ids.setdefault(student, {})[platform] = identifier
    found = connection.execute(
        "SELECT id, name, full_name, email, section, enrolled FROM student ORDER BY name"
    )
    return [
        Student(name, full_name, email, section, ids.get(student, {}), bool(enrolled))
        for student, name, full_name, email, section, enrolled in found
    ]
