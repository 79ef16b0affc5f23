"""The gate of the shipped assignment: every right program passes, every wrong one is caught."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.verify import Report, Request, verify
from grader.verify.judge import Tried, check_tests, judge_programs, judge_tests
from grader.verify.specimens import Equivalent, Kind

ROOT = Path(__file__).parent.parent.parent
ASSIGNMENT = load_assignment(ROOT, "linear_regression")
EXERCISES = [exercise.name for exercise in ASSIGNMENT.exercises]
# The first of an exercise's tests tries some two hundred programs.
pytestmark = pytest.mark.timeout(1200)
_reports: dict[str, Report] = {}


class Silent:
    def begin(self, title: str, total: int) -> None:
        pass

    def advance(self, steps: int = 1) -> None:
        pass


def report(exercise: str) -> Report:
    """The gate's report on one exercise, made once."""
    if exercise not in _reports:
        request = Request(ASSIGNMENT, exercise=exercise, seed=f"gate {exercise}")
        _reports[exercise] = verify(request, Silent())
    return _reports[exercise]


every_exercise = pytest.mark.parametrize("exercise", EXERCISES)


@every_exercise
def test_the_gate_is_passed(exercise: str) -> None:
    """An instructor who runs ``grader verify`` sees nothing but green."""
    checks = report(exercise).checks
    assert [f"{check.title}: {p}" for check in checks for p in check.problems] == []


@every_exercise
def test_there_is_enough_to_try_the_tests_on(exercise: str) -> None:
    """At least 15 accepted solutions, 12 misconceptions and 20 mutants for each exercise."""
    found = report(exercise)
    assert len(found.of(Kind.ACCEPTED)) >= 15
    assert len(found.of(Kind.MISCONCEPTION)) >= 12
    assert len(found.of(Kind.MUTANT)) >= 20


@every_exercise
def test_the_gate_notices_when_a_test_is_gone(exercise: str) -> None:
    """Whichever hidden test is taken out, a check of the gate fails."""
    found = report(exercise)
    unnoticed = [
        verdict.test.name
        for verdict in found.tests
        if not _problems_without(found, verdict.test.name)
    ]
    assert unnoticed == []


def _problems_without(found: Report, test: str) -> list[str]:
    tried = [_without(item, test) for item in found.tried]
    listed: Mapping[str, list] = {
        found.exercises[0].name: [v.test for v in found.tests if v.test.name != test]
    }
    excused = [Equivalent(e, change, why) for (e, change), why in found.equivalent.items()]
    verdicts = judge_tests(listed, tried, {}, excused)
    checks = [*judge_programs(tried, found.known, excused), check_tests(verdicts)]
    return [problem for check in checks for problem in check.problems]


def _without(item: Tried, test: str) -> Tried:
    """What the program would have come to without a test."""
    tests = tuple(result for result in item.result.tests if result.test != test)
    passed = all(result.score == result.max_score for result in tests)
    score = item.result.max_score if passed else 0.0
    return replace(item, result=replace(item.result, tests=tests, score=score))


def test_there_are_a_hundred_misconceptions_and_two_hundred_mutants() -> None:
    """What the quality of the tests rests on, in all."""
    from grader.verify.specimens import specimens

    kinds = [item.kind for item in specimens(ASSIGNMENT, ASSIGNMENT.exercises)]
    assert kinds.count(Kind.ACCEPTED) >= 90
    assert kinds.count(Kind.MISCONCEPTION) >= 100
    assert kinds.count(Kind.MUTANT) >= 200
