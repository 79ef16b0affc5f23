"""Grades as new tables: one for spreadsheets and scripts, and nbgrader's.

UTF-8 with real quoting; words that a spreadsheet would take for a formula begin with an apostrophe.
nbgrader's columns are those of its ``nbgrader export``.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence

from grader.course import Assignment
from grader.export.numbers import harmless, number
from grader.grade import Grade, Student

_NBGRADER = (
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,"
    "raw_score,late_submission_penalty,score,max_score"
).split(",")


def grades_csv(grades: Sequence[Grade], assignment: Assignment) -> bytes:
    """A row for each student: who, what state, how the score comes about, each exercise's score.

    Points and seconds are numbers; what is not known is empty. The columns stand in
    docs/exports.md.
    """
    platforms = sorted({platform for grade in grades for platform in grade.student.ids})
    header = [
        *("student", "full_name", "email", "section"),
        *(harmless(_id_column(platform)) for platform in platforms),
        *("assignment", "state", "attempts", "attempt", "handed_in", "late_seconds"),
        *("raw", "penalty", "adjustment", "score", "max_score"),
        *(f"exercise_{exercise.name}" for exercise in assignment.exercises),
    ]
    return _written([header, *(_row(grade, platforms, assignment) for grade in grades)])


def _id_column(platform: str) -> str:
    return platform if platform.endswith("id") else f"{platform}_id"


def _row(grade: Grade, platforms: Sequence[str], assignment: Assignment) -> list[str]:
    who, attempt = grade.student, grade.attempt
    scores = {e.exercise: e.score for e in grade.standing.exercises} if grade.standing else {}
    words = (who.name, who.full_name, who.email, who.section)
    return [
        *map(harmless, words),
        *(harmless(who.ids.get(platform, "")) for platform in platforms),
        grade.assignment,
        str(grade.state),
        str(grade.attempts),
        str(attempt.number) if attempt is not None else "",
        _moment(attempt.handed_in) if attempt is not None else "",
        number(grade.late_by.total_seconds() if grade.late_by is not None else None),
        number(grade.raw),
        number(grade.penalty),
        number(grade.adjustment),
        number(grade.score),
        number(grade.max_score),
        *(number(scores.get(exercise.name)) for exercise in assignment.exercises),
    ]


def _moment(moment: datetime.datetime | None) -> str:
    if moment is None:
        return ""
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def nbgrader_csv(grades: Sequence[Grade], assignment: Assignment) -> bytes:
    """The table that ``nbgrader export`` writes. Times are in UTC, without a zone, as there; a
    score that is not known, or of excused work, is empty."""
    return _written([_NBGRADER, *(_nbgrader_row(grade, assignment) for grade in grades)])


def _nbgrader_row(grade: Grade, assignment: Assignment) -> list[str]:
    who, attempt = grade.student, grade.attempt
    first, last = _names(who)
    return [
        grade.assignment,
        _naive(assignment.due),
        _naive(attempt.handed_in if attempt is not None else None),
        *map(harmless, (who.ids.get("nbgrader", who.name), last, first, who.email)),
        number(grade.raw if grade.score is not None else None),
        number(grade.penalty),
        number(grade.score),
        number(grade.max_score),
    ]


def _naive(moment: datetime.datetime | None) -> str:
    if moment is None:
        return ""
    return str(moment.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0))


def _names(student: Student) -> tuple[str, str]:
    """First and last name; without a comma the last word is the last name."""
    last, comma, first = student.full_name.partition(",")
    if not comma:
        first, _, last = student.full_name.strip().rpartition(" ")
    return first.strip(), last.strip()


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8", "replace")
