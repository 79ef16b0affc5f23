"""Runs the gate: grades every known program, then has it judged."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

from grader.batch.pool import Pool
from grader.course import Assignment, Exercise
from grader.diagnosis.catalogue import Misconception, misconceptions, unknown_folders
from grader.errors import UsageError
from grader.exam.protocol import Account, Ready, Setup, Terms
from grader.outcome import ExerciseResult
from grader.verify.judge import (
    Check,
    Report,
    Tried,
    check_false_alarms,
    check_tests,
    judge_programs,
    judge_tests,
)
from grader.verify.specimens import Kind, Specimen, equivalents, hand_in, specimens
from grader.verify.texts import explanation_problems, missing_texts
from grader.wire import pretend

_UNGATED = Terms(gated=False, diagnosed=False, evidence=False, accounts=True)


class Progress(Protocol):
    """Is told how long work goes on."""

    def begin(self, title: str, total: int) -> None: ...

    def advance(self, steps: int = 1) -> None: ...


@dataclass(frozen=True)
class Request:
    """What is verified: an assignment, or one of its exercises; how, and on how many cores."""

    assignment: Assignment
    exercise: str | None = None
    device: str = "auto"
    jobs: int = 1
    seed: str | None = None

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises that are looked at. Raises UsageError."""
        found = tuple(e for e in self.assignment.exercises if self.exercise in (None, e.name))
        if not found:
            names = ", ".join(e.name for e in self.assignment.exercises)
            raise UsageError(
                f"{self.assignment.name}: there is no exercise {self.exercise!r}",
                hint=f"There are: {names}.",
            )
        return found

    def pool(self, seed: str) -> Pool:
        setup = Setup(
            course=str(self.assignment.course),
            assignment=self.assignment.name,
            seed=seed,
            device=_stand_in(self.device),
            past_due=True,
        )
        return Pool(setup, jobs=self.jobs, file_mb=self.assignment.limits.file_mb)


def _stand_in(device: str) -> str:
    """Where there is no GPU, a device made of CPU memory shows mistakes with devices."""
    return pretend.NAME if device == "auto" and not torch.cuda.is_available() else device


def verify(request: Request, progress: Progress) -> Report:
    """Try the hidden tests on every known program.

    Raises:
        GraderError: the course can't be read, or nothing can be graded here.
    """
    assignment, exercises = request.assignment, request.exercises
    items = specimens(assignment, exercises)
    names = {exercise.name for exercise in exercises}
    excused = [item for item in equivalents(assignment) if item.exercise in names]
    known = _known(assignment, exercises)
    seed = request.seed or secrets.token_hex(16)
    with request.pool(seed) as pool:
        ready = pool.prepare(len(items))
        progress.begin("trying the tests", len(items))
        tried, accounts = _grade(pool, items, _UNGATED, progress)
        wrong = [item for item in items if item.kind is Kind.MISCONCEPTION]
        progress.begin("naming mistakes", len(wrong))
        diagnosed, _ = _grade(pool, wrong, Terms(evidence=False), progress)
    tried = _with_names(tried, diagnosed)
    tests = {name: ready.tests.get(name, ()) for name in ready.tests if name in names}
    verdicts = judge_tests(tests, tried, _spent(ready, accounts, tried), excused)
    said = _templates(tried)
    checks = [
        _usable(ready, assignment, names),
        *judge_programs(tried, known, excused),
        check_tests(verdicts),
        check_false_alarms(verdicts),
        _texts(assignment, exercises, missing_texts(assignment, exercises, tests, said)),
    ]
    return Report(
        assignment=assignment,
        exercises=exercises,
        checks=tuple(checks),
        tests=tuple(verdicts),
        tried=tuple(tried),
        equivalent={(item.exercise, item.change): item.reason for item in excused},
        known=known,
        seed=seed,
        devices=ready.devices,
    )


def _known(
    assignment: Assignment, exercises: Sequence[Exercise]
) -> dict[tuple[str, str], Misconception]:
    return {
        (exercise.name, name): item
        for exercise in exercises
        for name, item in misconceptions(assignment, exercise.name).items()
    }


def _grade(
    pool: Pool, items: Sequence[Specimen], terms: Terms, progress: Progress
) -> tuple[list[Tried], list[tuple[Specimen, Account]]]:
    tried: dict[int, Tried] = {}
    accounts: list[tuple[Specimen, Account]] = []
    with tempfile.TemporaryDirectory() as folder:
        for graded in pool.grade(hand_in(items, Path(folder)), terms):
            number = int(graded.result.student)
            item = items[number]
            result = next(e for e in graded.result.exercises if e.exercise == item.exercise)
            tried[number] = Tried(item, result, _names(result))
            accounts += [(item, account) for account in graded.accounts]
            progress.advance()
    return [tried[number] for number in sorted(tried)], accounts


def _names(result: ExerciseResult) -> tuple[str, ...]:
    """What the first diagnosed failure is called."""
    for test in result.tests:
        if test.diagnosis is not None:
            return test.diagnosis.misconceptions
    return ()


def _with_names(tried: Sequence[Tried], diagnosed: Sequence[Tried]) -> list[Tried]:
    named = {item.specimen.key: item.named for item in diagnosed}
    return [Tried(item.specimen, item.result, named.get(item.specimen.key, ())) for item in tried]


def _spent(
    ready: Ready, accounts: Sequence[tuple[Specimen, Account]], tried: Sequence[Tried]
) -> dict[tuple[str, str], float]:
    """What each test spends on the reference: stated by its mark, and by its assertions."""
    spent: dict[tuple[str, str], float] = {}
    for exercise, tests in ready.tests.items():
        for test in tests:
            spent[(exercise, test.name)] = test.false_alarm * len(test.devices)
    for item, account in accounts:
        if item.kind is Kind.SOLUTION:
            spent[(account.exercise, account.test)] += account.false_alarm
    return spent


def _templates(tried: Sequence[Tried]) -> set[str]:
    """Every message that a program led to."""
    return {
        message.template
        for item in tried
        for test in item.result.tests
        if test.failure is not None
        for message in test.failure.messages
    }


def _usable(ready: Ready, assignment: Assignment, names: set[str]) -> Check:
    problems = [
        f"{exercise}: {problem}"
        for exercise, listed in ready.problems.items()
        if exercise in names
        for problem in listed
    ]
    count = sum(len(tests) for exercise, tests in ready.tests.items() if exercise in names)
    return Check(
        "The hidden tests can be used",
        f"{count} tests, on {', '.join(ready.devices)}",
        (*problems, *unknown_folders(assignment)),
    )


def _texts(assignment: Assignment, exercises: Sequence[Exercise], missing: list[str]) -> Check:
    problems = [p for exercise in exercises for p in explanation_problems(assignment, exercise)]
    languages = ", ".join(assignment.languages)
    title = "Everything that students read is there in every language"
    return Check(title, languages, (*missing, *problems))
