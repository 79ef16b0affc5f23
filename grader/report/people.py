"""Lists of students on the class page, kept short, each name a link to the right place.

A list shows its first names only; the whole of it can be called up in the page's table, where each
row carries the marks of the lists that its student is on.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from grader.course import Assignment
from grader.outcome import Text

_MAX_SHOWN = 30


@dataclass(frozen=True)
class Link:
    """A further page about a student: what the link says, and its address from ``index.html``."""

    label: Text
    address: str


class Spot(NamedTuple):
    """A place on a student's page; without ``test`` the exercise, without both the top."""

    student: str
    exercise: str = ""
    test: str = ""


@dataclass(frozen=True)
class Person:
    """A student on a list. ``address`` is None where there is no page."""

    student: str
    address: str | None
    further: Sequence[Link]


@dataclass(frozen=True)
class People:
    """A list of students: the first of them, how many more, and the list's mark in the table."""

    mark: str
    shown: tuple[Person, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


class Directory:
    """Knows the students' pages, and writes down who is on which list.

    Args:
        assignment: its feedback policy says whether a student's page shows tests.
        links: the addresses of the students' pages, by student.
        further: more pages of a student, by student.
    """

    def __init__(
        self,
        assignment: Assignment,
        links: Mapping[str, str],
        further: Mapping[str, Sequence[Link]],
    ) -> None:
        self._shows_tests = assignment.feedback != "score"
        self._links = links
        self._further = further
        self._marks: dict[str, list[str]] = {}

    def marks(self, student: str) -> Sequence[str]:
        """The marks of the lists that a student is on."""
        return self._marks.get(student, ())

    def people(self, mark: str, spots: Iterable[Spot]) -> People:
        """The list of those whom ``spots`` name, each once, in this order."""
        first: dict[str, Spot] = {}
        for spot in spots:
            first.setdefault(spot.student, spot)
        shown = tuple(self.person(spot) for spot in list(first.values())[:_MAX_SHOWN])
        return People(mark, shown, self.mark(mark, first))

    def mark(self, mark: str, students: Iterable[str]) -> int:
        """Put a mark on these students, each named once; how many they are."""
        marked = list(students)
        for student in marked:
            self._marks.setdefault(student, []).append(mark)
        return len(marked)

    def person(self, spot: Spot) -> Person:
        """One student, with the address of this spot."""
        return Person(spot.student, self._address(spot), self._further.get(spot.student, ()))

    def _address(self, spot: Spot) -> str | None:
        page = self._links.get(spot.student)
        if page is None:
            return None
        anchor = spot.exercise
        if spot.test and self._shows_tests:
            anchor = f"{spot.exercise}.{spot.test}"
        return urllib.parse.quote(page) + (f"#{urllib.parse.quote(anchor)}" if anchor else "")
