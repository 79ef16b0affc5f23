"""What the gradebook makes of a result, in sentences: lateness, entries by hand, which attempt."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from grader.course import Assignment
from grader.grade import Entry, EntryKind, Grade, State
from grader.outcome import Text, text
from grader.report.words import points


@dataclass(frozen=True)
class Comment:
    """A comment of the course team's: what it is about (None: the whole), and its paragraphs."""

    about: Text | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A step from the score to the grade; ``reason`` is as it was entered by hand."""

    said: Text
    reason: str = ""


@dataclass(frozen=True)
class GradeBlock:
    """``total`` is None where the score of the result says it all."""

    total: Text | None
    lines: tuple[Line, ...]
    comments: tuple[Comment, ...]


def grade_block(grade: Grade, assignment: Assignment) -> GradeBlock | None:
    """What is to be said beside the score; None where there is nothing."""
    lines = tuple(_lines(grade))
    comments = tuple(
        Comment(_about(entry, assignment), _paragraphs(entry.text))
        for entry in _entries(grade, EntryKind.COMMENT)
    )
    total = None
    if grade.state is State.EXCUSED:
        total = text("You are excused: this does not count.")
    elif grade.score is not None and grade.score != grade.raw and grade.raw is not None:
        total = text(
            "Your grade: {score} of {full} points",
            score=points(grade.score),
            full=points(grade.max_score),
        )
    return GradeBlock(total, lines, comments) if total or lines or comments else None


def _lines(grade: Grade) -> Iterator[Line]:
    if grade.attempts > 1 and grade.attempt is not None:
        yield Line(
            text(
                "Attempt {number} of {all} counts; this page shows it.",
                number=grade.attempt.number,
                all=grade.attempts,
            )
        )
    if grade.penalty:
        yield Line(_late(grade))
    for entry in _entries(grade, EntryKind.EXTENSION):
        assert entry.until is not None
        until = entry.until.isoformat(sep=" ", timespec="minutes")
        yield Line(text("Your due date: {date}.", date=until), entry.text)
    for entry in _entries(grade, EntryKind.EXCUSE):
        yield Line(text("Excused."), entry.text)
    for entry in _entries(grade, EntryKind.ADJUSTMENT):
        assert entry.points is not None
        sign = "+" if entry.points >= 0 else "−"
        given = text("{points} points by hand.", points=f"{sign}{points(abs(entry.points))}")
        yield Line(given, entry.text)


def _late(grade: Grade) -> Text:
    off = f"−{points(grade.penalty)}"
    if grade.late_by is None:
        return text("{points} points: it was handed in late.", points=off)
    minutes = -(-grade.late_by // datetime.timedelta(minutes=1))
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        return text(
            "{points} points: it came {days} d {hours} h after the due date.",
            points=off,
            days=days,
            hours=hours,
        )
    return text(
        "{points} points: it came {hours} h {minutes} min after the due date.",
        points=off,
        hours=hours,
        minutes=minutes % 60,
    )


def _entries(grade: Grade, kind: EntryKind) -> list[Entry]:
    return [entry for entry in grade.entries if entry.kind is kind and entry.withdrawn is None]


def _about(entry: Entry, assignment: Assignment) -> Text | None:
    titles = {exercise.name: Text(exercise.title) for exercise in assignment.exercises}
    return titles.get(entry.exercise or "")


def _paragraphs(comment: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in comment.split("\n\n") if part.strip())
