"""Who in a platform's file is whom in the gradebook.

Lines and students are matched by one kind of key after the other, the surest first. A match counts
only where it is the only one on both sides; nobody is guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from grader.grade import Grade, Student

Keys = Sequence[tuple[str, str]]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Line:
    """A line about a student: its row's number, how it is called, and its keys by kind, the surest
    first. Empty values are no keys."""

    row: int
    shown: str
    keys: Keys


@dataclass(frozen=True)
class Matched:
    """Grades by row; lines of nobody whom we know; students who are on no line."""

    grades: Mapping[int, Grade]
    lines: tuple[Line, ...]
    students: tuple[Student, ...]


def match(
    lines: Sequence[Line],
    grades: Sequence[Grade],
    keys: Mapping[str, Keys],
    refuted_by: Mapping[str, str],
) -> Matched:
    """Match lines and grades.

    Args:
        lines: the lines of the file.
        grades: the grades.
        keys: of each student, by name.
        refuted_by: for a kind the kind of which two different values say that these are two
            people all the same.
    """
    found: dict[int, Grade] = {}
    taken: set[str] = set()
    for kind in dict.fromkeys(kind for line in lines for kind, _ in line.keys):
        theirs = _by_value(kind, ((line, line.keys) for line in lines))
        ours = _by_value(kind, ((grade, keys[grade.student.name]) for grade in grades))
        for value, candidates in theirs.items():
            students = ours.get(value, [])
            if len(candidates) != 1 or len(students) != 1:
                continue
            line, grade = candidates[0], students[0]
            name = grade.student.name
            free = line.row not in found and name not in taken
            if free and not _contradict(line.keys, keys[name], refuted_by.get(kind)):
                found[line.row] = grade
                taken.add(name)
    return Matched(
        found,
        tuple(line for line in lines if line.row not in found),
        tuple(grade.student for grade in grades if grade.student.name not in taken),
    )


def _by_value(kind: str, items: Iterable[tuple[Item, Keys]]) -> dict[str, list[Item]]:
    """Items by their values of one kind of key; each item once under a value."""
    found: dict[str, list[Item]] = {}
    for item, keys in items:
        for value in {value for its_kind, value in keys if its_kind == kind and value}:
            found.setdefault(value, []).append(item)
    return found


def _contradict(one: Keys, other: Keys, kind: str | None) -> bool:
    mine = {value for its_kind, value in one if its_kind == kind and value}
    yours = {value for its_kind, value in other if its_kind == kind and value}
    return bool(mine and yours and not mine & yours)


def same(words: str) -> str:
    """Words as they are compared: case, spaces and forms of letters make no difference."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def same_name(name: str) -> str:
    """As ``same``; "Doe, Jane" is "Jane Doe"."""
    last, comma, first = same(name).partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else same(name)
