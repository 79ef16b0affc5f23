"""From what every program came to in every test to a verdict on the tests. Pure functions.

A wrong program is caught by a test that it does not pass when the tests run whatever the others
say; a test is needed when some wrong program is caught by no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.course import Assignment, Exercise
from grader.diagnosis.catalogue import Misconception
from grader.exam.protocol import HiddenTest
from grader.outcome import ExerciseResult, Status
from grader.verify.specimens import Equivalent, Kind, Specimen

MAX_FALSE_ALARM = 1e-6


@dataclass(frozen=True)
class Tried:
    """A program and what it came to. ``named`` is what the diagnosis made of its first failure."""

    specimen: Specimen
    result: ExerciseResult
    named: tuple[str, ...] = ()

    @property
    def caught_by(self) -> tuple[str, ...]:
        """The tests that it does not pass, in their order."""
        return tuple(t.test for t in self.result.tests if t.outcome.is_failure)

    @property
    def first_message(self) -> str:
        """What the first failed test says, in English."""
        for test in self.result.tests:
            if test.outcome.is_failure and test.failure is not None:
                return " ".join(message.english() for message in test.failure.messages)
        return ""


@dataclass(frozen=True)
class TestVerdict:
    """One hidden test: how many wrong programs it catches, and which only it does."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    exercise: str
    test: HiddenTest
    caught: int
    only: tuple[str, ...]
    false_alarm: float

    @property
    def is_needed(self) -> bool:
        return bool(self.only)


@dataclass(frozen=True)
class Check:
    """One thing that the gate looks at; ``found`` says what there is."""

    title: str
    found: str
    problems: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class Report:
    """What the gate found."""

    assignment: Assignment
    exercises: tuple[Exercise, ...]
    checks: tuple[Check, ...]
    tests: tuple[TestVerdict, ...]
    tried: tuple[Tried, ...]
    equivalent: Mapping[tuple[str, str], str]
    known: Mapping[tuple[str, str], Misconception]
    seed: str
    devices: tuple[str, ...]

    @property
    def passes(self) -> bool:
        return all(check.passes for check in self.checks)

    @property
    def false_alarm(self) -> float:
        return sum(verdict.false_alarm for verdict in self.tests)

    def of(self, kind: Kind, exercise: str | None = None) -> list[Tried]:
        """The programs of one kind, of one exercise or of all."""
        return [
            item
            for item in self.tried
            if item.specimen.kind is kind and exercise in (None, item.specimen.exercise)
        ]


def judge_programs(
    tried: Sequence[Tried],
    known: Mapping[tuple[str, str], Misconception],
    equivalent: Sequence[Equivalent],
) -> list[Check]:
    """Do the right ones pass and the wrong ones fail?"""
    kinds = {kind: [item for item in tried if item.specimen.kind is kind] for kind in Kind}
    return [
        _judged(tried),
        Check(
            "The stub gets nothing",
            f"{len(kinds[Kind.STUB])} stubs",
            tuple(
                f"{_label(item)}: gets {item.result.score} points"
                for item in kinds[Kind.STUB]
                if item.result.score != 0
            ),
        ),
        _right("The reference solution gets full marks", kinds[Kind.SOLUTION], "references"),
        _right("Every accepted solution gets full marks", kinds[Kind.ACCEPTED], "accepted"),
        _misconceptions(kinds[Kind.MISCONCEPTION], known),
        _named(kinds[Kind.MISCONCEPTION], known),
        _mutants(kinds[Kind.MUTANT], equivalent),
    ]


def judge_tests(
    tests: Mapping[str, Sequence[HiddenTest]],
    tried: Sequence[Tried],
    spent: Mapping[tuple[str, str], float],
    equivalent: Sequence[Equivalent],
) -> list[TestVerdict]:
    """What each test is good for.

    Args:
        tests: the hidden tests, by exercise.
        tried: all programs.
        spent: what each test states of its false alarms, by exercise and test.
        equivalent: mutants that are no mistakes.
    """
    excused = {(item.exercise, item.change) for item in equivalent}
    wrong = [
        item
        for item in tried
        if item.specimen.kind in (Kind.STUB, Kind.MISCONCEPTION, Kind.MUTANT)
        and (item.specimen.exercise, item.specimen.name) not in excused
    ]
    return [
        TestVerdict(
            exercise=exercise,
            test=test,
            caught=sum(
                test.name in item.caught_by for item in wrong if item.specimen.exercise == exercise
            ),
            only=tuple(
                item.specimen.name
                for item in wrong
                if item.specimen.exercise == exercise and item.caught_by == (test.name,)
            ),
            false_alarm=spent.get((exercise, test.name), 0.0),
        )
        for exercise, listed in tests.items()
        for test in listed
    ]


def check_tests(verdicts: Sequence[TestVerdict]) -> Check:
    """Is every test needed?"""
    problems = [
        f"{verdict.exercise}: {verdict.test.name} catches no wrong program that another test does "
        'not catch too; write one that does, give it @pytest.mark.kept("reason"), or take it out'
        for verdict in verdicts
        if not verdict.is_needed and not verdict.test.kept
    ]
    kept = sum(1 for verdict in verdicts if not verdict.is_needed and verdict.test.kept)
    found = f"{len(verdicts)} tests, {kept} kept for a stated reason"
    return Check("Every hidden test is needed", found, tuple(problems))


def check_false_alarms(verdicts: Sequence[TestVerdict]) -> Check:
    """Does the budget hold?"""
    total = sum(verdict.false_alarm for verdict in verdicts)
    problems = [] if total <= MAX_FALSE_ALARM else [f"{total:.2g} is more than {MAX_FALSE_ALARM:g}"]
    return Check(
        "False alarms stay in the budget",
        f"at most {total:.2g} per submission, of {MAX_FALSE_ALARM:g}",
        tuple(problems),
    )


def _label(item: Tried) -> str:
    return f"{item.specimen.exercise}: {item.specimen.kind} {item.specimen.name}"


def _judged(tried: Sequence[Tried]) -> Check:
    return Check(
        "Every program could be judged",
        f"{len(tried)} programs",
        tuple(
            f"{_label(item)}: {item.result.status}"
            for item in tried
            if item.result.status is not Status.GRADED
        ),
    )


def _right(title: str, tried: Sequence[Tried], noun: str) -> Check:
    return Check(
        title,
        f"{len(tried)} {noun}",
        tuple(
            f"{_label(item)}: fails {item.caught_by[0]}: {item.first_message}"
            if item.caught_by
            else f"{_label(item)}: not all tests were run"
            for item in tried
            if item.result.score != item.result.max_score
        ),
    )


def _misconceptions(
    tried: Sequence[Tried], known: Mapping[tuple[str, str], Misconception]
) -> Check:
    problems = []
    for item in tried:
        expected = known[(item.specimen.exercise, item.specimen.name)].fails
        first = item.caught_by[0] if item.caught_by else None
        if first is None:
            problems.append(f"{_label(item)}: passes every test")
        elif first != expected:
            problems.append(
                f"{_label(item)}: should fail first at {expected}, but fails {first}: "
                f"{item.first_message}"
            )
    title = "Every misconception fails at a test that says so"
    return Check(title, f"{len(tried)} misconceptions", tuple(problems))


def _named(tried: Sequence[Tried], known: Mapping[tuple[str, str], Misconception]) -> Check:
    """Told apart from each other: each is named itself, or as the more general one."""
    problems = []
    for item in tried:
        name = item.specimen.name
        general = known[(item.specimen.exercise, name)].special_case_of
        if item.caught_by and item.named not in ((name,), (general,)):
            came = " and ".join(item.named) or "nothing"
            problems.append(f"{_label(item)}: is taken for {came}")
    title = "Every misconception is told apart from the others"
    return Check(title, f"{len(tried) - len(problems)} of {len(tried)}", tuple(problems))


def _mutants(tried: Sequence[Tried], equivalent: Sequence[Equivalent]) -> Check:
    reasons = {(item.exercise, item.change): item.reason for item in equivalent}
    problems, excused = [], 0
    for item in tried:
        listed = reasons.pop((item.specimen.exercise, item.specimen.name), None)
        excused += listed is not None and not item.caught_by
        if not item.caught_by and listed is None:
            problems.append(
                f"{_label(item)}: survives. Is it a mistake? Then a test is too weak; if it is "
                "none, list it as equivalent with its reason"
            )
        if item.caught_by and listed is not None:
            problems.append(
                f"{_label(item)}: is listed as equivalent, but {item.caught_by[0]} catches it"
            )
    problems += [
        f"{exercise}: no mutant is called {change!r} any more; take it off the list"
        for exercise, change in reasons
    ]
    survived = sum(1 for item in tried if not item.caught_by) - excused
    killed = len(tried) - survived - excused
    found = f"{killed} killed, {survived} survived, {excused} equivalent"
    return Check("Every mutant is killed, or listed as equivalent", found, tuple(problems))
