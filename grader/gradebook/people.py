"""Students: who they are, on which platform by which identifier, who is on the roster."""

from __future__ import annotations

import difflib
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from grader.errors import UsageError
from grader.grade import Student
from grader.gradebook.database import Database
from grader.gradebook.roster import Change, Roster, compare
from grader.intake.submissions import Person

# Identifiers that a platform gives for one assignment only.
_PER_ASSIGNMENT = ("moodle", "canvas-anonymous")


class People:
    """The students of a gradebook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resolve(self, people: Sequence[Person], assignment: str) -> list[tuple[int, str]]:
        """Find or enter the students that are meant: their ids here and their names.

        An identifier that is known says who it is, whatever the name; otherwise the e-mail address
        does, if only one student has it, so that a roster knows people before they hand in; and
        otherwise the name, unless that student is known by another identifier of the same platform:
        then it is somebody else of the same name, entered with the identifier behind it.
        """
        with self._database.writing() as connection:
            return [_resolve(connection, _scoped(person, assignment)) for person in people]

    def all(self) -> list[Student]:
        """Everybody, by name."""
        with self._database.reading() as connection:
            return _students(connection)

    def find(self, name: str) -> Student:
        """A student by name.

        Raises:
            UsageError: there is none; the hint has names that come close.
        """
        wanted = unicodedata.normalize("NFC", name)
        with self._database.reading() as connection:
            for student in _students(connection, wanted):
                return student
            names = [known for (known,) in connection.execute("SELECT name FROM student")]
        close = _close(wanted, names)
        raise UsageError(
            f"{wanted}: there is no such student in the gradebook",
            hint=f"Is it {' or '.join(close)}?"
            if close
            else "grader gradebook show lists them; grader gradebook roster enters a class.",
        )

    def enrol(self, roster: Roster, *, dry_run: bool = False) -> list[Change]:
        """Make the gradebook's students those of a roster: new ones are entered, known ones are
        brought up to date, and those who are not on it are enrolled no more, but stay.

        Args:
            roster: the roster.
            dry_run: change nothing.

        Returns:
            What changes, or would.

        Raises:
            RosterError: lines of it contradict each other or the gradebook; nothing was changed.
        """
        if dry_run:
            with self._database.reading() as connection:
                return compare(_students(connection), _identities(connection), roster)
        with self._database.writing() as connection:
            changes = compare(_students(connection), _identities(connection), roster)
            for change in changes:
                _write(connection, change)
        return changes


def _close(wanted: str, names: Sequence[str]) -> list[str]:
    """Up to three names that were probably meant; upper and lower case don't matter."""
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(name.casefold(), []).append(name)
    near = difflib.get_close_matches(wanted.casefold(), folded, cutoff=0.5)
    return [name for key in near for name in folded[key]][:3]


def _write(connection: sqlite3.Connection, change: Change) -> None:
    after = change.after
    if change.before is None:
        _enter(connection, after.name)
    connection.execute(
        "UPDATE student SET full_name = ?, email = ?, section = ?, enrolled = ? WHERE name = ?",
        (after.full_name, after.email, after.section, int(after.enrolled), after.name),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO identity SELECT ?, ?, id FROM student WHERE name = ?",
        [(platform, identifier, after.name) for platform, identifier in after.ids.items()],
    )


def _scoped(person: Person, assignment: str) -> Person:
    ids = {
        f"{platform}:{assignment}" if platform in _PER_ASSIGNMENT else platform: identifier
        for platform, identifier in person.ids.items()
    }
    return replace(person, ids=ids)


def ids_for(student: Student, assignment: str) -> Student:
    """The student with the identifiers that platforms know them by for one assignment."""
    ending = f":{assignment}"
    ids = {
        platform.removesuffix(ending): identifier
        for platform, identifier in student.ids.items()
        if ":" not in platform or platform.endswith(ending)
    }
    return replace(student, ids=ids)


def _resolve(connection: sqlite3.Connection, claim: Person) -> tuple[int, str]:
    student = (
        _by_identifier(connection, claim)
        or _by_email(connection, claim)
        or _by_name(connection, claim)
    )
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


def _by_identifier(connection: sqlite3.Connection, claim: Person) -> int | None:
    for item in claim.ids.items():
        row = connection.execute(
            "SELECT student_id FROM identity WHERE platform = ? AND identifier = ?", item
        ).fetchone()
        if row is not None:
            return int(row[0])
    return None


def _by_email(connection: sqlite3.Connection, claim: Person) -> int | None:
    if not claim.email:
        return None
    rows = connection.execute(
        "SELECT id FROM student WHERE lower(email) = lower(?)", (claim.email,)
    ).fetchall()
    return int(rows[0][0]) if len(rows) == 1 else None


def _by_name(connection: sqlite3.Connection, claim: Person) -> int | None:
    row = connection.execute("SELECT id FROM student WHERE name = ?", (claim.name,)).fetchone()
    if row is None:
        return None
    taken = connection.execute(
        "SELECT platform FROM identity WHERE student_id = ?", (row[0],)
    ).fetchall()
    return None if any(platform in claim.ids for (platform,) in taken) else int(row[0])


def _free_name(connection: sqlite3.Connection, claim: Person) -> str:
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


def _identities(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute(
        "SELECT platform, identifier, name FROM identity JOIN student ON student.id = student_id"
    )
    return {(platform, identifier): name for platform, identifier, name in rows}


def _students(connection: sqlite3.Connection, name: str | None = None) -> list[Student]:
    """All students or the one of that name; of several identifiers on a platform the newest."""
    ids: dict[int, dict[str, str]] = {}
    rows: Iterable[tuple[int, str, str]] = connection.execute(
        "SELECT student_id, platform, identifier FROM identity "
        "WHERE ?1 IS NULL OR student_id = (SELECT id FROM student WHERE name = ?1) "
        "ORDER BY platform, rowid",
        (name,),
    )
    for student, platform, identifier in rows:
        ids.setdefault(student, {})[platform] = identifier
    found = connection.execute(
        "SELECT id, name, full_name, email, section, enrolled FROM student "
        "WHERE ?1 IS NULL OR name = ?1 ORDER BY name",
        (name,),
    )
    return [
        Student(name, full_name, email, section, ids.get(student, {}), bool(enrolled))
        for student, name, full_name, email, section, enrolled in found
    ]
