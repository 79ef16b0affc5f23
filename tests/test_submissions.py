"""The cases under ``tests/submissions``: a submission each, and what has to be said of it.

How to add one is in ``tests/submissions/README.md``.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from grader.batch.pool import Pool
from grader.exam.protocol import Setup
from grader.intake.submissions import Submission
from grader.outcome import ExerciseResult, SubmissionResult

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in (ROOT / "tests" / "submissions").glob("*/expect.toml"))


@functools.cache
def expectation(case: Path) -> dict[str, Any]:
    return tomllib.loads((case / "expect.toml").read_text(encoding="utf-8"))


def graded(cases: list[Path]) -> dict[str, SubmissionResult]:
    """All cases in one run, as a class of students."""
    setup = Setup(str(ROOT), "linear_regression", seed="cases", device="cpu", past_due=True)
    submissions = [Submission.at(case.name, case / "submission") for case in cases]
    with Pool(setup, jobs=2, file_mb=20) as pool:
        ready = pool.prepare(len(submissions))
        assert ready.problems == {}
        return {item.result.student: item.result for item in pool.grade(submissions)}


@pytest.fixture(scope="module")
def quick() -> dict[str, SubmissionResult]:
    return graded([case for case in CASES if not expectation(case).get("slow")])


@pytest.fixture(scope="module")
def slow() -> dict[str, SubmissionResult]:
    return graded([case for case in CASES if expectation(case).get("slow")])


def check(case: Path, results: dict[str, SubmissionResult]) -> None:
    by_name = {exercise.exercise: exercise for exercise in results[case.name].exercises}
    expected = expectation(case)["exercises"]
    assert expected, "a case says something of an exercise"
    for name, wanted in expected.items():
        check_exercise(by_name[name], wanted)


def check_exercise(exercise: ExerciseResult, wanted: dict[str, Any]) -> None:
    notes = [note.english() for note in exercise.notes]
    failures = [test.failure for test in exercise.tests if test.failure is not None]
    messages = [message.english() for failure in failures for message in failure.messages]
    lines = [frame.source for failure in failures for frame in failure.frames]
    cells = {frame.cell for failure in failures for frame in failure.frames}
    assert exercise.status == wanted["status"], notes + messages
    if "score" in wanted:
        assert grade_word(exercise) == wanted["score"], notes + messages
    if "outcomes" in wanted:
        assert {str(t.outcome) for t in exercise.tests} == set(wanted["outcomes"]), messages
    if "some_outcome" in wanted:
        assert wanted["some_outcome"] in {str(t.outcome) for t in exercise.tests}, messages
    for part in wanted.get("notes", []):
        assert any(part.lower() in note.lower() for note in notes), (part, notes)
    for part in wanted.get("messages", []):
        assert any(part.lower() in said.lower() for said in messages + lines), (part, messages)
    assert cells >= set(wanted.get("cells", []))


def grade_word(exercise: ExerciseResult) -> str:
    if exercise.score == exercise.max_score:
        return "full"
    return "none" if not exercise.score else "some"


@pytest.mark.parametrize(
    "case", [c for c in CASES if not expectation(c).get("slow")], ids=lambda case: case.name
)
def test_case(case: Path, quick: dict[str, SubmissionResult]) -> None:
    """What the case's expect.toml says of the submission holds."""
    check(case, quick)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", [c for c in CASES if expectation(c).get("slow")], ids=lambda case: case.name
)
def test_slow_case(case: Path, slow: dict[str, SubmissionResult]) -> None:
    """The same for cases that run into time limits."""
    check(case, slow)
