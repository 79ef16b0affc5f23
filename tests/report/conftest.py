"""Papers to render: one of each kind of trouble."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.course import Assignment, Feedback, load_assignment
from grader.outcome import (
    Cell,
    Difference,
    ExerciseResult,
    Failure,
    Frame,
    Outcome,
    Run,
    Status,
    SubmissionResult,
    TestResult,
    Text,
    Value,
)
from grader.report.student_page import student_page
from grader.report.translations import Translator

COURSE = Path(__file__).parent.parent / "courses" / "vectors"
NOW = datetime.datetime(2026, 11, 24, 18, 0, tzinfo=datetime.UTC)
Papers = Callable[..., SubmissionResult]


@pytest.fixture
def assignment() -> Assignment:
    return load_assignment(COURSE)


@pytest.fixture
def run() -> Run:
    return Run("r1", "secret-seed", ("cpu",), "0.1.0", "2.13.0", ("landlock",), NOW, NOW)


@pytest.fixture
def paper() -> Papers:
    """A student who passed one test and failed another, with all that a failure can show."""

    def make(student: str = "ada", words: str = "sgd", **failure: Any) -> SubmissionResult:
        given = {
            "messages": (Text("{name} has the wrong value.", {"name": words}),),
            "expected": Value("tensor", (2,), "float32", "cpu", (("0.5", "1.25"),)),
            "got": Value("tensor", (2,), "float32", "cpu", (("0.5", "7.75"),)),
            "differences": (Difference((1,), "1.25", "7.75"),),
            "largest_difference": "6.5",
            "frames": (Frame(f"{words}.ipynb", 2, 3, words, f"    return {words}"),),
            "internal": "SECRET assert hidden == 42",
        }
        failed = row(Outcome.FAILED, Failure(**{**given, **failure}))
        exercise = ExerciseResult(
            "normalize",
            Text("Length one"),
            Status.GRADED,
            1.0,
            2.0,
            file=f"{words}.ipynb",
            notes=(Text("`{name}` was taken for `{wanted}`: rename it.", {"name": words}),),
            tests=(row(Outcome.PASSED), failed),
            cells=(Cell(2, "code", f"# {words}\ndef f(x):\n    return {words}\n"),),
        )
        missing = ExerciseResult("running_mean", Text("Running mean"), Status.NOT_HANDED_IN, 0.0, 3)
        return SubmissionResult(student, Status.GRADED, 1.0, 5.0, (exercise, missing))

    return make


@pytest.fixture
def page(assignment: Assignment, run: Run) -> Callable[..., str]:
    """A student's page: ``page(result, language, feedback)``."""

    def make(result: SubmissionResult, language: str = "en", feedback: Feedback = "full") -> str:
        chosen = replace(assignment, feedback=feedback)
        return student_page(chosen, result, run, Translator(language, assignment.locale))

    return make


def row(outcome: Outcome, failure: Failure | None = None) -> TestResult:
    """One row: the passed one is "test_a", any other "test_b"."""
    passed = outcome is Outcome.PASSED
    known = outcome is not Outcome.NOT_GRADED
    return TestResult(
        "test_a" if passed else "test_b",
        Text("The vector that is handed over is not changed." if passed else "It does b."),
        outcome,
        {"cpu": outcome},
        (1.0 if passed else 0.0) if known else None,
        1.0,
        failure,
        printed="PRINTED",
    )


def with_outcome(result: SubmissionResult, outcome: Outcome) -> SubmissionResult:
    """The same paper with another outcome of its second test."""
    first, *rest = result.exercises
    known = outcome is not Outcome.NOT_GRADED
    changed = replace(
        first,
        status=Status.GRADED if known else Status.NOT_GRADED,
        score=first.score if known else None,
        tests=(first.tests[0], row(outcome, first.tests[1].failure)),
    )
    return replace(
        result,
        status=Status.GRADED if known else Status.NOT_GRADED,
        score=result.score if known else None,
        exercises=(changed, *rest),
    )
