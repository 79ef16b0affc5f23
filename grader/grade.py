"""What stands in the gradebook beside results: students, attempts, entries by hand, grades.

Frozen records and nothing else: the gradebook computes them, reports and exports show them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from grader.outcome import Status


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody in the gradebook.

    ``name`` is what results are filed under, unique; ``ids`` their identifiers by platform
    ("canvas", "gradescope", "moodle", "sid" …); ``enrolled`` whether the roster names them.
    """

    name: str
    full_name: str = ""
    email: str = ""
    section: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    enrolled: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was handed in at one time, by one student or a group.

    ``number`` counts a student's attempts from 1; ``handed_in`` is None where nothing says when;
    ``late`` is what the platform says; ``files`` are the SHA-256 of the files by name.
    """

    id: int
    number: int
    people: tuple[str, ...]
    handed_in: datetime.datetime | None
    late: bool | None
    files: Mapping[str, str]


class EntryKind(StrEnum):
    """What an instructor can enter by hand for a student and an assignment."""

    ADJUSTMENT = "adjustment"
    COMMENT = "comment"
    EXCUSE = "excuse"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry by hand; it survives regrading. Withdrawn ones are kept for the history.

    ``text`` is the reason of an adjustment, excuse or extension, or the comment itself (for the
    student to read, as adjustments' reasons are). ``points`` are added by an adjustment and may be
    negative; ``until`` is an extension's new due date; ``exercise`` is what a comment is about,
    None for the whole.
    """

    id: int
    student: str
    assignment: str
    kind: EntryKind
    text: str
    author: str
    made: datetime.datetime
    points: float | None = None
    until: datetime.datetime | None = None
    exercise: str | None = None
    withdrawn: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class ExerciseScore:
    """One exercise in a grade; ``score`` None is not known, or not handed in and not yet 0."""

    exercise: str
    status: Status
    score: float | None
    max_score: float


@dataclass(frozen=True, slots=True)
class Standing:
    """The current result of an attempt, as far as grades need it. ``graded`` is when (UTC)."""

    result_id: int
    run_id: str
    status: Status
    score: float | None
    max_score: float
    exercises: tuple[ExerciseScore, ...]
    graded: datetime.datetime


class State(StrEnum):
    """What a student's grade is.

    ``graded`` has a score; ``not_graded`` is our fault and has none; ``missing``: nothing was
    handed in by the due date, 0 if the policy says so; ``open``: nothing was handed in yet;
    ``excused`` counts for nothing, whatever was handed in.
    """

    GRADED = "graded"
    NOT_GRADED = "not_graded"
    MISSING = "missing"
    OPEN = "open"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Grade:
    """A student's grade for an assignment, and how it comes about. Points; None is never 0.

    ``raw`` is the score of the attempt that counts; ``penalty`` (at least 0) is taken off for
    coming ``late_by`` so much after the student's own due date; ``adjustment`` is the sum of those
    by hand; ``score`` is what comes of it, at least 0. ``attempts`` counts all of them.
    """

    student: Student
    assignment: str
    state: State
    score: float | None
    max_score: float
    raw: float | None = None
    late_by: datetime.timedelta | None = None
    penalty: float = 0.0
    adjustment: float = 0.0
    attempt: Attempt | None = None
    attempts: int = 0
    standing: Standing | None = None
    entries: tuple[Entry, ...] = ()
