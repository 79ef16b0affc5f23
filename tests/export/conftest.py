"""A class to export: its grades, one of each kind."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from grader.course import Assignment, load_assignment
from grader.grade import Attempt, ExerciseScore, Grade, Standing, State, Student
from grader.outcome import Status

COURSE = Path(__file__).parent.parent / "courses" / "vectors"
GRADED = datetime.datetime(2026, 11, 24, 18, 0, tzinfo=datetime.UTC)


@pytest.fixture
def assignment() -> Assignment:
    """Two exercises, 5 points."""
    return load_assignment(COURSE)


def student(name: str, **more: Any) -> Student:
    return Student(name, **more)


def grade(
    who: Student | str, score: float | None, state: State = State.GRADED, **more: Any
) -> Grade:
    """A grade of 5 points for the vectors; a graded one has an attempt and its standing."""
    who = Student(who) if isinstance(who, str) else who
    if state in (State.GRADED, State.NOT_GRADED) and "standing" not in more:
        status = Status(state.value)
        exercises = (
            ExerciseScore("normalize", status, score, 2.0),
            ExerciseScore("running_mean", Status.NOT_HANDED_IN, 0.0, 3.0),
        )
        files = {"normalize.ipynb": "0" * 64}
        more = {
            "standing": Standing(1, "r1", status, score, 5.0, exercises, GRADED),
            "attempt": Attempt(1, 1, (who.name,), None, None, files),
            "attempts": 1,
            "raw": score,
            **more,
        }
    return Grade(who, "vectors", state, score, 5.0, **more)
