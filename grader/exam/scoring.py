"""From exercises that were graded to papers with points, of today or of another day.

Pure functions of records; nothing here needs PyTorch or talks to a candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from grader.course import Assignment, Exercise
from grader.outcome import (
    ExerciseResult,
    Outcome,
    Status,
    SubmissionResult,
    TestResult,
    Text,
)


def rescore(
    result: ExerciseResult, exercise: Exercise, *, keeps_points: bool, past_due: bool
) -> ExerciseResult:
    """A graded exercise with the points of today; no code is run.

    Args:
        result: as it was graded.
        exercise: the exercise with its points of today.
        keeps_points: whether devices that disagree cost no points.
        past_due: whether missing work counts as 0 by now.
    """
    share_of = exercise.points / result.max_score
    tests = tuple(_rescored(test, share_of, keeps_points) for test in result.tests)
    score = result.score
    if result.status is Status.NOT_HANDED_IN:
        score = 0.0 if past_due else None
    elif result.status is Status.GRADED:
        score = round(sum(test.score for test in tests if test.score is not None), 9)
    return replace(
        result,
        title=Text(exercise.title),
        score=score,
        max_score=exercise.points,
        tests=tests,
    )


def _rescored(test: TestResult, share_of: float, keeps_points: bool) -> TestResult:
    points = test.max_score * share_of
    if test.outcome is Outcome.NOT_GRADED:
        return replace(test, max_score=points)
    passed = test.outcome is Outcome.PASSED or (
        test.outcome is Outcome.DEVICE_DISAGREEMENT and keeps_points
    )
    return replace(test, score=points if passed else 0.0, max_score=points)


def assemble(
    paper: SubmissionResult, assignment: Assignment, exercises: Sequence[ExerciseResult]
) -> SubmissionResult:
    """A paper with these exercises and the total of their scores."""
    return replace(paper, exercises=tuple(exercises), **total(assignment, exercises))


def total(assignment: Assignment, exercises: Sequence[ExerciseResult]) -> dict[str, Any]:
    """Without a total as long as anything was not graded."""
    graded = all(item.status is not Status.NOT_GRADED for item in exercises)
    total = sum(item.score for item in exercises if item.score is not None)
    return {
        "status": Status.GRADED if graded else Status.NOT_GRADED,
        "score": round(total, 9) if graded else None,
        "max_score": assignment.max_score,
    }


def not_graded_submission(
    student: str, assignment: Assignment, reason: Text, *, internal: str = ""
) -> SubmissionResult:
    """A paper that we could not grade; never the student's fault, never a 0."""
    exercises = tuple(not_graded_exercise(item, reason) for item in assignment.exercises)
    return SubmissionResult(
        student=student,
        status=Status.NOT_GRADED,
        score=None,
        max_score=assignment.max_score,
        exercises=exercises,
        notes=(reason, Text(internal)) if internal else (reason,),
    )


def not_graded_exercise(exercise: Exercise, reason: Text) -> ExerciseResult:
    """An exercise that we could not grade, or did not."""
    return ExerciseResult(
        exercise=exercise.name,
        title=Text(exercise.title),
        status=Status.NOT_GRADED,
        score=None,
        max_score=exercise.points,
        notes=(reason,),
    )
