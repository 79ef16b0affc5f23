"""A hidden test's hints: who gets them, through the same doors as ``grader run``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grader.batch.pool import Pool
from grader.course import load_assignment
from grader.exam.grading import HiddenTest, Sat, grade_test
from grader.exam.protocol import RESULT, Setup
from grader.intake.submissions import Submission
from grader.outcome import Outcome, SubmissionResult, Text

COURSE = Path(__file__).parent.parent / "courses" / "vectors"
ASSIGNMENT = load_assignment(COURSE)
FIRST = "How long is the vector (3, 4), and how long should the result be?"
HINTED = HiddenTest("test_a", "It does a.", 1.0, (), ("cpu",), hints=("Why?", "Read a page."))

LONG = "def normalize(v):\n    return v / 2\n"
CUT_OFF = "def normalize(v):\n    return v.detach() / v.detach().norm().clamp_min(1e-30)\n"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    """What becomes of a vector of another length, and of one without a gradient."""
    folder = tmp_path_factory.mktemp("programs")
    submissions = []
    for name, program in (("long", LONG), ("cut-off", CUT_OFF)):
        path = folder / f"{name}.py"
        path.write_text(program, encoding="utf-8")
        submissions.append(Submission.at(name, path))
    setup = Setup(str(COURSE), ASSIGNMENT.name, "hints", "cpu", past_due=True)
    with Pool(setup, jobs=1, file_mb=20) as pool:
        pool.prepare(len(submissions))
        return {item.result.student: item.result for item in pool.grade(tuple(submissions))}


def hints_of(result: SubmissionResult) -> dict[str, tuple[Outcome, list[str]]]:
    return {
        test.test: (test.outcome, [hint.english() for hint in test.hints])
        for test in result.exercises[0].tests
    }


def test_the_mark_reaches_whoever_fails(graded: dict[str, SubmissionResult]) -> None:
    """All hints of the failed test, in the author's order; none where no test was run."""
    found = hints_of(graded["long"])
    outcome, hints = found["test_direction_and_length"]
    assert outcome is Outcome.FAILED
    assert len(hints) == 3
    assert hints[0] == FIRST
    assert hints[2].startswith("Read the page")
    assert found["test_gradient"] == (Outcome.NOT_CHECKED, [])


def test_a_passed_test_has_none(graded: dict[str, SubmissionResult]) -> None:
    """Each test has its own hints, and only those of the failed one are told."""
    found = hints_of(graded["cut-off"])
    assert found["test_direction_and_length"] == (Outcome.PASSED, [])
    outcome, hints = found["test_gradient"]
    assert outcome is Outcome.FAILED
    assert hints == ["Which of your steps leave only a bare number behind?"]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_outcomes_that_hints_help_with(outcome: Outcome) -> None:
    """Those of a program that ran and was not right; not ours, and not those of no program."""
    helped = {
        Outcome.FAILED,
        Outcome.RAISED,
        Outcome.TIMED_OUT,
        Outcome.OUT_OF_MEMORY,
        Outcome.OUTPUT_LIMIT,
        Outcome.CRASHED,
    }
    result = grade_test(HINTED, {"cpu": Sat(outcome)}, points=1.0, keeps_points=False)
    expected = (Text("Why?"), Text("Read a page.")) if outcome in helped else ()
    assert result.hints == expected


def test_devices_that_differ_get_none() -> None:
    """What is right on one device needs no hint on what is right; the message names the reason."""
    sat = {"cpu": Sat(Outcome.PASSED), "cuda": Sat(Outcome.RAISED)}
    result = grade_test(HINTED, sat, points=1.0, keeps_points=False)
    assert result.outcome is Outcome.DEVICE_DISAGREEMENT
    assert result.hints == ()


def test_the_gradebook_keeps_them(graded: dict[str, SubmissionResult]) -> None:
    """A record read again is the record; one from before there were hints can still be read."""
    result = graded["long"]
    plain = RESULT.dump_python(result, mode="json")
    assert RESULT.validate_python(plain) == result
    for test in plain["exercises"][0]["tests"]:
        del test["hints"]
    tests = tuple(replace(test, hints=()) for test in result.exercises[0].tests)
    assert RESULT.validate_python(plain).exercises[0].tests == tests
