"""The roster of a class: a CSV file, and what it changes about the students that are known."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from grader.errors import RosterError
from grader.grade import Student

_COLUMNS: Mapping[str, str] = {
    "name": "name",
    "student": "name",
    "full_name": "full_name",
    "email": "email",
    "e_mail": "email",
    "email_address": "email",
    "section": "section",
}
_IDENTIFIERS: Mapping[str, str] = {"sid": "sid", "student_id": "sid"}
_IDENTIFIER = re.compile(r"([a-z0-9]+(?:_[a-z0-9]+)*)_id")
_MOST_BYTES = 16 << 20
_MOST_PROBLEMS = 20
_LONGEST = 200  # letters in a value

Identity: TypeAlias = tuple[str, str]  # a platform, and an identifier there


@dataclass(frozen=True)
class Line:
    """One person on a roster; "" where it says nothing. ``number`` is the line in the file."""

    number: int
    name: str
    full_name: str = ""
    email: str = ""
    section: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Roster:
    """A roster as it was read. ``passed_over`` are columns that mean nothing here."""

    path: Path
    lines: tuple[Line, ...]
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What a roster changes about a student; ``before`` is None for a new one."""

    before: Student | None
    after: Student


def read_roster(path: Path) -> Roster:
    """Read a CSV file in UTF-8 with commas, semicolons or tabs, and a header in any order and case:
    ``name`` (or ``student``), ``full_name``, ``email``, ``section``, and identifiers: ``sid`` and
    any ``<platform>_id``.

    Raises:
        RosterError: it can't be read, or has mistakes.
    """
    rows = _rows(path)
    _, header = next(rows, (0, []))
    columns, passed_over = _understood(path, header)
    lines, problems = [], []
    for number, row in rows:
        if len(row) != len(header):
            problems.append(f"line {number}: {len(row)} cells, but the header has {len(header)}")
            continue
        line = _line(number, row, columns)
        cells = list(zip(header, row, strict=True))
        too_long = [title for title, cell in cells if len(cell) > _LONGEST]
        unprintable = [title for title, cell in cells if _has_controls(cell)]
        if too_long:
            problems.append(f"line {number}: {too_long[0]} is longer than {_LONGEST} letters")
        elif unprintable:
            problems.append(f"line {number}: {unprintable[0]} holds control characters")
        elif not line.name:
            problems.append(f"line {number}: says of nobody who it is")
        else:
            lines.append(line)
    if not lines and not problems:
        problems.append("nobody is on it")
    _refuse(path, problems)
    return Roster(path, tuple(lines), passed_over)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, with the numbers of their lines."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise RosterError(f"{path}: cannot be read ({error.strerror})") from error
    if len(data) > _MOST_BYTES:
        raise RosterError(f"{path}: larger than {_MOST_BYTES >> 20} MiB", hint="Is it a roster?")
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RosterError(
            f"{path}, line {line}: not UTF-8",
            hint="Save it again as CSV in UTF-8.",
        ) from error
    first = next((line for line in content.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = [_tidy(cell) for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise RosterError(
            f"{path}, line {reader.line_num}: no CSV ({error})",
            hint="A cell that begins with a quotation mark must end with one.",
        ) from error


def _tidy(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _has_controls(cell: str) -> bool:
    return any(unicodedata.category(letter) == "Cc" for letter in cell)


def _understood(path: Path, header: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each column is: by its meaning, identifiers as ``id:<platform>``."""
    columns: dict[str, int] = {}
    passed_over, problems = [], []
    for place, title in enumerate(header):
        meaning = _meaning(title)
        if meaning is None:
            passed_over.append(title)
        elif meaning in columns:
            problems.append(f"line 1: {header[columns[meaning]]} and {title} mean the same")
        else:
            columns[meaning] = place
    if not columns.keys() - {"section"}:
        problems.append("line 1: no column says who somebody is")
    _refuse(path, problems)
    return columns, tuple(title for title in passed_over if title)


def _meaning(title: str) -> str | None:
    key = "_".join(title.casefold().replace("-", " ").replace("_", " ").split())
    if key in _COLUMNS:
        return _COLUMNS[key]
    if key in _IDENTIFIERS:
        return f"id:{_IDENTIFIERS[key]}"
    match = _IDENTIFIER.fullmatch(key)
    return f"id:{match[1]}" if match else None


def _line(number: int, row: Sequence[str], columns: Mapping[str, int]) -> Line:
    told = {meaning: row[place] for meaning, place in columns.items()}
    ids = {
        meaning.removeprefix("id:"): value
        for meaning, value in told.items()
        if meaning.startswith("id:") and value
    }
    full_name, email = told.get("full_name", ""), told.get("email", "")
    name = told.get("name") or full_name or email or next(iter(ids.values()), "")
    return Line(number, name, full_name, email, told.get("section", ""), ids)


def _refuse(path: Path, problems: Sequence[str]) -> None:
    if not problems:
        return
    shown = list(problems[:_MOST_PROBLEMS])
    if len(problems) > len(shown):
        shown.append(f"{len(problems) - len(shown)} more")
    count = len(problems)
    raise RosterError(
        f"{path}: {count} mistake{'s' if count > 1 else ''}",
        problems=shown,
        hint="Nothing was changed. The columns and their meanings are in docs/gradebook.md.",
    )


def compare(
    students: Sequence[Student], identities: Mapping[Identity, str], roster: Roster
) -> list[Change]:
    """What a roster changes, in its order, and then those who are on it no more.

    A line is somebody who is known by one of its identifiers or its e-mail address, or else by its
    name, unless that student has another identifier on the same platform. What the roster leaves
    empty stays as it is, and so do the names of students, under which their work is filed.

    Args:
        students: all that are known.
        identities: the names of those whom an identifier means.
        roster: the roster.

    Raises:
        RosterError: lines contradict each other or the gradebook.
    """
    known = _Known(students, identities)
    problems: list[str] = []
    changes: list[Change] = []
    taken: dict[str, int] = {}
    for line in roster.lines:
        meant = known.meant(line)
        if len(meant) > 1:
            who = "; ".join(f"{value} is {name}" for value, name in meant.items())
            problems.append(f"line {line.number}: contradicts itself: {who}")
            continue
        name = next(iter(meant.values()), None)
        before = None if name is None else known.students.get(name)
        after = _after(before, known.without_known_ids(line), known.names)
        if name is not None and name in taken:
            problems.append(f"line {line.number}: {name} is in line {taken[name]} already")
            continue
        taken[after.name] = line.number
        known.add(after)
        changes.append(Change(before, after))
    _refuse(roster.path, problems)
    gone = [
        Change(student, replace(student, enrolled=False))
        for student in students
        if student.enrolled and student.name not in taken
    ]
    return [change for change in changes if change.before != change.after] + gone


class _Known:
    """Who is known by what, those on the roster among them as it is read."""

    def __init__(self, students: Sequence[Student], identities: Mapping[Identity, str]) -> None:
        self.students = {student.name: student for student in students}
        self.names: dict[str, Student] = {}
        self._by_id = dict(identities)
        self._old = frozenset(identities)
        self._by_email: dict[str, set[str]] = {}
        for student in students:
            self.add(student)

    def add(self, student: Student) -> None:
        self.names[student.name] = student
        for item in student.ids.items():
            self._by_id[item] = student.name
        if student.email:
            self._by_email.setdefault(student.email.casefold(), set()).add(student.name)

    def without_known_ids(self, line: Line) -> Line:
        """A line with those identifiers only that nobody was known by before."""
        new = {key: value for key, value in line.ids.items() if (key, value) not in self._old}
        return replace(line, ids=new)

    def meant(self, line: Line) -> dict[str, str]:
        """The names of the students whom a line means, one for each that it means, by what says
        so; more than one is a contradiction."""
        found: dict[str, str] = {}
        for item in line.ids.items():
            if item in self._by_id and self._by_id[item] not in found.values():
                found[f"{item[0]} {item[1]}"] = self._by_id[item]
        for name in self._by_email.get(line.email.casefold(), ()):
            if name not in found.values():
                found[line.email] = name
        if not found and line.name in self.names:
            others = self.names[line.name].ids
            if all(others.get(platform, value) == value for platform, value in line.ids.items()):
                found[line.name] = line.name
        return found


def _after(before: Student | None, line: Line, names: Mapping[str, Student]) -> Student:
    if before is None:
        free = line.name
        while free in names:
            free = f"{free} ({next(iter(line.ids.values()), line.number)})"
        full_name = line.full_name or (line.name if free != line.name else "")
        return Student(free, full_name, line.email, line.section, line.ids, enrolled=True)
    told = line.full_name or (line.name if line.name != before.name else "")
    return replace(
        before,
        full_name=line.full_name or before.full_name or told,
        email=line.email or before.email,
        section=line.section or before.section,
        ids={**before.ids, **line.ids},
        enrolled=True,
    )
