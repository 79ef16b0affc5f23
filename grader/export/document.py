"""Grades as JSON, for scripts. Its form is kept stable as that of ``results.json`` is."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any

from grader.course import Assignment
from grader.grade import Attempt, Entry, Grade, Standing
from grader.visible import visible

SCHEMA = 1
_DIGITS = 6


def grades_json(grades: Sequence[Grade], assignment: Assignment) -> bytes:
    """The document; points that are not known are null. Its keys stand in docs/exports.md."""
    document = {
        "schema": SCHEMA,
        "assignment": assignment.name,
        "title": assignment.title,
        "max_score": _points(assignment.max_score),
        "grades": [_grade(grade) for grade in grades],
    }
    written = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return written.encode("utf-8", "replace")


def _grade(grade: Grade) -> dict[str, Any]:
    who = grade.student
    return {
        "student": visible(who.name),
        "full_name": visible(who.full_name),
        "email": visible(who.email),
        "section": visible(who.section),
        "ids": {visible(platform): visible(own) for platform, own in sorted(who.ids.items())},
        "state": str(grade.state),
        "score": _points(grade.score),
        "max_score": _points(grade.max_score),
        "raw": _points(grade.raw),
        "late_seconds": None if grade.late_by is None else grade.late_by.total_seconds(),
        "penalty": _points(grade.penalty),
        "adjustment": _points(grade.adjustment),
        "attempts": grade.attempts,
        "attempt": None if grade.attempt is None else _attempt(grade.attempt),
        "result": None if grade.standing is None else _standing(grade.standing),
        "entries": [_entry(entry) for entry in grade.entries if entry.withdrawn is None],
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "number": attempt.number,
        "people": [visible(name) for name in attempt.people],
        "handed_in": _moment(attempt.handed_in),
        "late": attempt.late,
        "files": {visible(name): digest for name, digest in sorted(attempt.files.items())},
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "run": standing.run_id,
        "graded": _moment(standing.graded),
        "status": str(standing.status),
        "exercises": [
            {
                "exercise": exercise.exercise,
                "status": str(exercise.status),
                "score": _points(exercise.score),
                "max_score": _points(exercise.max_score),
            }
            for exercise in standing.exercises
        ],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "kind": str(entry.kind),
        "text": visible(entry.text),
        "author": visible(entry.author),
        "made": _moment(entry.made),
        "points": _points(entry.points),
        "until": _moment(entry.until),
        "exercise": entry.exercise,
    }


def _points(points: float | None) -> float | None:
    return None if points is None else round(float(points), _DIGITS)


def _moment(moment: datetime.datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
