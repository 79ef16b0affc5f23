"""How often the hidden tests are wrong, measured: the long companion of the gate.

Right programs are graded many times with fresh seeds; none may fail. That bounds the rate of false
alarms only as far as the number of runs goes (three by the number, at 95 %), so each statistical
assertion is also asked at levels at which it does reject, and must not do so more often than its
bound says. Wrong programs that only chance can show are graded many times too; nearly all of these
have to be caught.
"""

from __future__ import annotations

import math
import secrets
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scipy.stats import binom

from grader.batch.examiners import Graded
from grader.batch.pool import Pool
from grader.course import Assignment
from grader.exam.protocol import Terms
from grader.exam.transcript import LEVELS
from grader.intake.submissions import Submission
from grader.outcome import Outcome, Status
from grader.source import read_source
from grader.verify.run import Progress, Request
from grader.verify.specimens import Kind, Specimen, hand_in, specimens

MIN_POWER = 0.999
# A rate is taken to exceed its bound when so many rejections would come by chance this seldom.
_SURPRISE = 1e-4
_CONFIDENCE = 0.05
# How many times a paper sits the exam: starting a candidate for each would take longer.
_REPEATS = 20
_RIGHT = Terms(
    fresh_seed=True, repeats=_REPEATS, diagnosed=False, evidence=False, accounts=True, levels=LEVELS
)
_LOOK = Terms(fresh_seed=True, diagnosed=False, evidence=False, gated=False)
_WRONG = replace(_LOOK, repeats=_REPEATS)


@dataclass(frozen=True)
class Sizes:
    """How many gradings: of the reference, of each accepted solution, of each wrong program."""

    reference: int = 10_000
    accepted: int = 200
    wrong: int = 3_000

    def scaled(self, factor: float) -> Sizes:
        """So many times as many, rounded up to whole papers."""
        counts = (self.reference, self.accepted, self.wrong)
        return Sizes(*(math.ceil(count * factor / _REPEATS) * _REPEATS for count in counts))


@dataclass(frozen=True)
class Alarms:
    """How often a right program failed or could not be graded, and where it was so the first time
    on each paper."""

    program: str
    gradings: int
    failed: int
    failures: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """One statistical assertion on the reference: of ``draws``, how many rejected at a level."""

    exercise: str
    test: str
    what: str
    level: float
    draws: int
    rejections: int

    @property
    def holds(self) -> bool:
        """Whether so many rejections agree with a rate of at most ``level``."""
        chance: float = binom.sf(self.rejections - 1, self.draws, self.level)
        return chance > _SURPRISE


@dataclass(frozen=True)
class Power:
    """How often a test catches a wrong program that draws at random."""

    exercise: str
    misconception: str
    test: str
    gradings: int
    caught: int

    @property
    def at_least(self) -> float:
        """The lower end of Clopper and Pearson's one-sided interval of 95 %."""
        missed = self.gradings - self.caught
        low, high = 0.0, 1.0
        for _ in range(60):  # the largest miss rate that so few misses still agree with
            rate = (low + high) / 2
            low, high = (
                (rate, high)
                if binom.cdf(missed, self.gradings, rate) > _CONFIDENCE
                else (low, rate)
            )
        return 1 - high

    @property
    def suffices(self) -> bool:
        return self.at_least > MIN_POWER


@dataclass(frozen=True)
class RatesReport:
    """All that was measured."""

    assignment: Assignment
    seed: str
    reference: Alarms
    accepted: tuple[Alarms, ...]
    levels: tuple[Level, ...]
    powers: tuple[Power, ...]

    @property
    def failures(self) -> list[str]:
        """False alarms, in words."""
        return [f for alarms in (self.reference, *self.accepted) for f in alarms.failures]

    @property
    def passes(self) -> bool:
        return (
            not any(alarms.failed for alarms in (self.reference, *self.accepted))
            and all(level.holds for level in self.levels)
            and all(power.suffices for power in self.powers)
        )


def measure_rates(request: Request, sizes: Sizes, progress: Progress) -> RatesReport:
    """Measure false alarms, levels and power.

    Raises:
        GraderError: the course can't be read, or nothing can be graded here.
    """
    assignment, exercises = request.assignment, request.exercises
    items = specimens(assignment, exercises)
    seed = request.seed or secrets.token_hex(16)
    with request.pool(seed) as pool, tempfile.TemporaryDirectory() as folder:
        pool.prepare(sizes.reference)
        place = Path(folder)
        reference, levels = _reference(pool, request, sizes.reference, place / "r", progress)
        right = [item for item in items if item.kind is Kind.ACCEPTED]
        accepted = _accepted(pool, right, sizes.accepted, place / "a", progress)
        statistical = {(level.exercise, level.test) for level in levels}
        wrong = [item for item in items if item.kind is Kind.MISCONCEPTION]
        powers = _powers(pool, wrong, statistical, sizes.wrong, place / "w", progress)
    return RatesReport(assignment, seed, reference, accepted, levels, powers)


def _reference(
    pool: Pool, request: Request, count: int, folder: Path, progress: Progress
) -> tuple[Alarms, tuple[Level, ...]]:
    folder.mkdir()
    for exercise in request.exercises:
        source = read_source(request.assignment.source(exercise)).reference
        (folder / f"{exercise.name}.py").write_text(source, encoding="utf-8")
    failures: list[str] = []
    failed = 0
    draws: Counter[tuple[str, str, str]] = Counter()
    rejections: Counter[tuple[str, str, str, float]] = Counter()
    progress.begin("grading the reference", count)
    for graded in _regrade(pool, folder, count, _RIGHT):
        failed += graded.failed + graded.ungraded
        failures += _failures(graded, "the reference", None)
        for account in graded.accounts:
            key = (account.exercise, account.test, account.what)
            draws[key] += 1
            for level in account.rejected:
                rejections[(*key, level)] += 1
        progress.advance(_REPEATS)
    levels = tuple(
        Level(*key, level, drawn, rejections[(*key, level)])
        for key, drawn in sorted(draws.items())
        for level in LEVELS
    )
    return Alarms("the reference", count, failed, tuple(failures)), levels


def _accepted(
    pool: Pool, items: Sequence[Specimen], count: int, folder: Path, progress: Progress
) -> tuple[Alarms, ...]:
    found = []
    progress.begin("grading accepted solutions", count * len(items))
    for item, submission in zip(items, hand_in(items, folder), strict=True):
        name = f"{item.exercise}/{item.name}"
        failures: list[str] = []
        failed = 0
        terms = replace(_RIGHT, only=(item.exercise,))  # it may hold parts of other exercises
        for graded in _regrade(pool, submission.sources[0].path, count, terms):
            failed += graded.failed + graded.ungraded
            failures += _failures(graded, name, item.exercise)
            progress.advance(_REPEATS)
        found.append(Alarms(name, count, failed, tuple(failures)))
    return tuple(found)


def _powers(
    pool: Pool,
    items: Sequence[Specimen],
    statistical: set[tuple[str, str]],
    count: int,
    folder: Path,
    progress: Progress,
) -> tuple[Power, ...]:
    """Wrong programs that the statistical tests alone catch, each graded many times."""
    submissions = hand_in(items, folder)
    first: dict[int, list[str]] = {}
    progress.begin("looking for statistical mistakes", len(items))
    for graded in pool.grade(submissions, _LOOK):
        first[int(graded.result.student)] = _caught_by(graded, items)
        progress.advance()
    chosen = [
        (number, caught)
        for number, caught in sorted(first.items())
        if caught and all((items[number].exercise, test) in statistical for test in caught)
    ]
    progress.begin("grading statistical mistakes", count * len(chosen))
    found = []
    for number, caught in chosen:
        item, hits = items[number], 0
        # What other tests would say is not asked.
        terms = replace(_WRONG, only=(item.exercise,), tests=tuple(caught))
        for graded in _regrade(pool, submissions[number].sources[0].path, count, terms):
            hits += graded.failed
            progress.advance(_REPEATS)
        found.append(Power(item.exercise, item.name, caught[0], count, hits))
    return tuple(found)


def _regrade(pool: Pool, folder: Path, count: int, terms: Terms) -> Iterator[Graded]:
    """The same program again and again, each time with seeds of its own."""
    numbers = range(count // _REPEATS)
    yield from pool.grade([Submission.at(f"{folder.name}-{n}", folder) for n in numbers], terms)


def _failures(graded: Graded, name: str, own: str | None) -> Iterator[str]:
    """What a right program failed at: in its own exercise, or in all where that is None."""
    for exercise in graded.result.exercises:
        if own not in (None, exercise.exercise) or exercise.status is Status.NOT_HANDED_IN:
            continue
        if exercise.status is Status.NOT_GRADED:
            yield f"{name}: {exercise.exercise} was not graded"
        for test in exercise.tests:
            if test.outcome is not Outcome.PASSED:
                messages = test.failure.messages if test.failure is not None else ()
                said = " ".join(message.english() for message in messages)
                yield f"{name} ({graded.result.student}): {test.test}: {test.outcome}: {said}"


def _caught_by(graded: Graded, items: Sequence[Specimen]) -> list[str]:
    name = items[int(graded.result.student)].exercise
    result = next(item for item in graded.result.exercises if item.exercise == name)
    return [test.test for test in result.tests if test.outcome.is_failure]
