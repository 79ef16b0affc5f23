"""What happened with a student: what was handed in, what came of it, what was entered by hand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TypeAlias

from grader.grade import Entry
from grader.gradebook.database import Database
from grader.gradebook.ledger import Ledger
from grader.outcome import Status


@dataclass(frozen=True)
class Arrival:
    """Something was handed in. ``handed_in`` is None where nothing says when; the event's time is
    then when grader first saw it. ``others`` handed it in together with the student."""

    number: int
    handed_in: datetime.datetime | None
    late: bool | None
    files: int
    others: tuple[str, ...]


@dataclass(frozen=True)
class Marking:
    """An attempt was graded. ``state`` is what has become of the result: "current", "proposed",
    "former" or "dropped"; ``number`` is the attempt's."""

    number: int
    run_id: str
    state: str
    status: Status
    score: float | None
    max_score: float


@dataclass(frozen=True)
class Withdrawal:
    """An entry was withdrawn."""

    entry: Entry


Happening: TypeAlias = Arrival | Marking | Entry | Withdrawal


@dataclass(frozen=True)
class Event:
    """Something that happened, and when."""

    when: datetime.datetime
    assignment: str
    what: Happening


_ATTEMPTS = """
    SELECT attempt.id, assignment, handed_in, late, seen,
        (SELECT count(*) FROM json_each(files)),
        row_number() OVER (
            PARTITION BY assignment ORDER BY coalesce(handed_in, seen), attempt.id
        )
    FROM attempt JOIN member ON attempt_id = attempt.id
    WHERE student_id = (SELECT id FROM student WHERE name = ?)
"""
_OTHERS = """
    SELECT attempt_id, name FROM member JOIN student ON student.id = student_id
    WHERE name <> ?1 AND attempt_id IN (
        SELECT attempt_id FROM member
        WHERE student_id = (SELECT id FROM student WHERE name = ?1)
    )
    ORDER BY name
"""
_RESULTS = """
    SELECT attempt_id, run_id, state, status, score, max_score, made FROM result
    WHERE attempt_id IN (
        SELECT attempt_id FROM member
        WHERE student_id = (SELECT id FROM student WHERE name = ?)
    )
    ORDER BY id
"""


def history(database: Database, student: str) -> list[Event]:
    """All that happened with a student, in its order; nothing where there is no such student."""
    with database.reading() as connection:
        attempts = connection.execute(_ATTEMPTS, (student,)).fetchall()
        others = connection.execute(_OTHERS, (student,)).fetchall()
        results = connection.execute(_RESULTS, (student,)).fetchall()
    together: dict[int, list[str]] = {}
    for attempt, name in others:
        together.setdefault(attempt, []).append(name)
    events = []
    known: dict[int, tuple[str, int]] = {}
    for attempt, assignment, handed_in, late, seen, files, number in attempts:
        known[attempt] = (assignment, number)
        told = None if handed_in is None else datetime.datetime.fromisoformat(handed_in)
        arrival = Arrival(
            number,
            told,
            None if late is None else bool(late),
            files,
            tuple(together.get(attempt, ())),
        )
        events.append(Event(told or datetime.datetime.fromisoformat(seen), assignment, arrival))
    for attempt, run_id, state, status, score, most, made in results:
        assignment, number = known[attempt]
        marking = Marking(number, run_id, state, Status(status), score, most)
        events.append(Event(datetime.datetime.fromisoformat(made), assignment, marking))
    for entry in Ledger(database).of(student):
        events.append(Event(entry.made, entry.assignment, entry))
        if entry.withdrawn is not None:
            events.append(Event(entry.withdrawn, entry.assignment, Withdrawal(entry)))
    return sorted(events, key=lambda event: event.when)
