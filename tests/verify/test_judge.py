"""What the gate says of programs and tests, whatever they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.diagnosis.catalogue import Explanation, Misconception
from grader.exam.protocol import HiddenTest
from grader.outcome import ExerciseResult, Failure, Outcome, Status, TestResult, Text
from grader.verify.judge import (
    Check,
    Tried,
    check_false_alarms,
    check_tests,
    judge_programs,
    judge_tests,
)
from grader.verify.rates import Level, Power, Sizes
from grader.verify.specimens import Equivalent, Kind, Specimen

TESTS = ("test_shape", "test_values")


def tried(
    kind: Kind, name: str, *, fails: tuple[str, ...] = (), named: tuple[str, ...] = ()
) -> Tried:
    """A program that fails these tests."""
    results = tuple(
        TestResult(
            test,
            Text(test),
            Outcome.FAILED if test in fails else Outcome.PASSED,
            {},
            0.0 if test in fails else 1.0,
            1.0,
            Failure(messages=(Text(f"{test} is not passed"),)) if test in fails else None,
        )
        for test in TESTS
    )
    score = float(len(TESTS) - len(fails))
    result = ExerciseResult("f", Text("F"), Status.GRADED, score, 2.0, tests=results)
    return Tried(Specimen(kind, "f", name, "f.py", b""), result, named)


def misconception(name: str, fails: str, general: str = "") -> Misconception:
    explanation = Explanation(name, "belief", ("why?",))
    return Misconception(
        name, "f", Path(f"{name}.py"), "", {"en": explanation}, fails, special_case_of=general
    )


def problems(*programs: Tried, known: tuple[Misconception, ...] = (), excused: tuple = ()) -> str:
    catalogue = {("f", item.name): item for item in known}
    checks: list[Check] = judge_programs(programs, catalogue, excused)
    return "\n".join(problem for check in checks for problem in check.problems)


def test_right_programs_and_wrong_ones_as_they_should_be() -> None:
    """Nothing to complain of."""
    wrong = tried(Kind.MISCONCEPTION, "flat", fails=("test_shape",), named=("flat",))
    said = problems(
        tried(Kind.STUB, "en", fails=TESTS),
        tried(Kind.SOLUTION, "reference"),
        tried(Kind.ACCEPTED, "loop"),
        wrong,
        tried(Kind.MUTANT, "a → b", fails=("test_values",)),
        known=(misconception("flat", "test_shape"),),
    )
    assert said == ""


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (tried(Kind.STUB, "en", fails=("test_shape",)), "stub en: gets 1.0 points"),
        (tried(Kind.SOLUTION, "reference", fails=("test_shape",)), "fails test_shape"),
        (tried(Kind.ACCEPTED, "loop", fails=("test_values",)), "loop: fails test_values"),
        (tried(Kind.MISCONCEPTION, "flat"), "flat: passes every test"),
        (
            tried(Kind.MISCONCEPTION, "flat", fails=("test_values",), named=("flat",)),
            "should fail first at test_shape, but fails test_values: test_values is not passed",
        ),
        (
            tried(Kind.MISCONCEPTION, "flat", fails=("test_shape",), named=("other",)),
            "flat: is taken for other",
        ),
        (tried(Kind.MUTANT, "a → b"), "a → b: survives"),
    ],
)
def test_what_is_not_as_it_should_be_is_named(program: Tried, words: str) -> None:
    """Each kind of program has its own complaint, with the program's name."""
    assert words in problems(program, known=(misconception("flat", "test_shape"),))


def test_equivalent_mutants_are_excused_as_long_as_they_are() -> None:
    """A listed survivor is fine; a listed one that is caught, or is gone, is not."""
    listed = (Equivalent("f", "a → b", "it is the same"),)
    assert problems(tried(Kind.MUTANT, "a → b"), excused=listed) == ""
    caught = tried(Kind.MUTANT, "a → b", fails=("test_shape",))
    assert "test_shape catches it" in problems(caught, excused=listed)
    assert "no mutant is called 'a → b'" in problems(excused=listed)


def test_the_more_general_mistake_may_be_named() -> None:
    """A special case that can't be told apart says so."""
    known = (misconception("flat", "test_shape", general="general"),)
    wrong = tried(Kind.MISCONCEPTION, "flat", fails=("test_shape",), named=("general",))
    assert problems(wrong, known=known) == ""


def test_a_test_is_needed_by_what_only_it_catches() -> None:
    """A test that always fails together with another is not needed, unless it is kept."""
    tests = {"f": [HiddenTest(name, "", 1.0, (), ("cpu",)) for name in TESTS]}
    programs = [
        tried(Kind.MUTANT, "both", fails=TESTS),
        tried(Kind.MUTANT, "one", fails=("test_values",)),
    ]
    shape, values = judge_tests(tests, programs, {("f", "test_values"): 2e-6}, ())
    assert (shape.caught, shape.only) == (1, ())
    assert (values.caught, values.only) == (2, ("one",))
    assert "test_shape catches no wrong program" in check_tests([shape, values]).problems[0]
    kept = [HiddenTest("test_shape", "", 1.0, (), ("cpu",), kept="it says what is wrong")]
    assert check_tests(judge_tests({"f": kept}, programs, {}, ())).passes
    assert check_false_alarms([shape]).passes
    assert not check_false_alarms([shape, values]).passes


def test_rates_hold_as_long_as_chance_explains_them() -> None:
    """At a level of 1 %, 120 of 10 000 are chance, 150 are not; 3000 of 3000 show a power."""
    assert Level("f", "t", "mean", 1e-2, 10_000, 120).holds
    assert not Level("f", "t", "mean", 1e-2, 10_000, 150).holds
    assert Power("f", "m", "t", 3000, 3000).suffices
    assert not Power("f", "m", "t", 3000, 2999).suffices
    assert Sizes().scaled(0.001).accepted == 20
