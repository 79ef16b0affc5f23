"""One student's page for instructors: all of the student's page, and what stands behind it.

Made from the same records, and always whole, whatever the feedback policy. It holds seeds, hidden
tests' names and calls: it must never get into students' hands (``grader.report.folder``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.course import Assignment
from grader.exam.seeds import derive_seed
from grader.grade import Grade
from grader.outcome import Run, SubmissionResult, TestResult
from grader.report.student_page import page
from grader.report.translations import Translator
from grader.sandbox.provider import gaps


@dataclass(frozen=True)
class Facts:
    """What the page says of a test beside the student's row of it.

    Attributes:
        id: as pytest names the test, from the assignment's folder.
        inputs: the seed of the test's inputs.
        program: the seed of the generators that the student's program draws from.
        internal: what pytest says of the failure, from the test's own lines on.
    """

    id: str
    inputs: int
    program: int
    internal: str


def instructor_page(
    assignment: Assignment,
    result: SubmissionResult,
    run: Run,
    translator: Translator,
    *,
    grade: Grade | None = None,
    view: str | None = None,
) -> str:
    """The page as HTML; the arguments are those of ``student_page``."""
    return page(
        assignment,
        result,
        run,
        translator,
        "full",
        grade=grade,
        view=view,
        template="instructor.html",
        styles=("instructor.css",),
        facts=_facts(result, run.seed),
        gaps=list(gaps(run.sandbox, gpu="cuda" in run.devices)),
    )


def _facts(result: SubmissionResult, seed: str) -> Mapping[str, Mapping[str, Facts]]:
    """By exercise and test."""
    return {
        exercise.exercise: {
            test.test: _facts_of(exercise.exercise, test, seed) for test in exercise.tests
        }
        for exercise in result.exercises
    }


def _facts_of(exercise: str, test: TestResult, seed: str) -> Facts:
    module = f"hidden/test_{exercise}.py"
    return Facts(
        id=f"{module}::{test.test}",
        inputs=derive_seed(seed, "inputs", exercise, test.test),
        program=derive_seed(seed, "candidate", exercise, test.test),
        internal="" if test.failure is None else _from_test_on(test.failure.internal, module),
    )


def _from_test_on(traceback: str, module: str) -> str:
    """A traceback without the frames of pytest's that lead to the test."""
    lines = traceback.split("\n")
    place = next((n for n, line in enumerate(lines) if f'{module}"' in line), 0)
    return "\n".join(lines[place:])
