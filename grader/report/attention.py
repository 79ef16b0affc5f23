"""What an instructor should look at first, gathered by reason: what many share is said once.

Not graded (ours) comes before what could not be read, and that before limits that were met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from grader.outcome import (
    ExerciseResult,
    Outcome,
    Status,
    SubmissionResult,
    TestResult,
    Text,
    text,
)
from grader.report.people import Directory, People, Spot
from grader.report.words import OUTCOMES, STATUSES, Word

LIMITS = (Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.OUTPUT_LIMIT, Outcome.CRASHED)
NOT_GRADED = replace(STATUSES[Status.NOT_GRADED], word=text("not graded"))
_MAX_INTERNAL, _MAX_INTERNALS = 4000, 3  # characters of one, and how many


class Kind(IntEnum):
    """What sort of trouble, the gravest first."""

    OURS = 0
    UNREADABLE = 1
    LIMIT = 2


@dataclass(frozen=True)
class Group:
    """Students who need a look for the same reason.

    ``exercises`` says how many of them in which exercise, and is empty where the whole submission
    is concerned. ``reasons`` are those of the first; ``example`` says that the others' differ in
    names or numbers. ``students`` are all of them, each once.
    """

    kind: Kind
    word: Word
    exercises: Mapping[str, int]
    reasons: tuple[Text, ...]
    internal: str
    example: bool
    students: tuple[str, ...]
    people: People


@dataclass(frozen=True)
class _Item:
    """One student's reason in one exercise, or for the whole submission."""

    kind: Kind
    word: Word
    spot: Spot
    reasons: tuple[Text, ...] = ()
    internal: str = ""

    @property
    def shared(self) -> tuple[object, ...]:
        """What two items have in common that are said once. What is our fault is to be mended
        exercise by exercise."""
        templates = tuple(reason.template for reason in self.reasons)
        place = self.spot.exercise if self.kind is Kind.OURS else ""
        return self.kind, self.word.word.template, templates, place


def attention(results: Sequence[SubmissionResult], directory: Directory) -> list[Group]:
    """What needs a look: the gravest first, then what most students share."""
    gathered: dict[tuple[object, ...], list[_Item]] = {}
    for result in results:
        for item in _items(result):
            gathered.setdefault(item.shared, []).append(item)
    ordered = sorted(gathered.values(), key=lambda items: (items[0].kind, -len(items)))
    return [_group(items, f"a{place}", directory) for place, items in enumerate(ordered)]


def _group(items: Sequence[_Item], mark: str, directory: Directory) -> Group:
    first = items[0]
    internals = dict.fromkeys(item.internal for item in items if item.internal)
    return Group(
        first.kind,
        first.word,
        Counter(item.spot.exercise for item in items if item.spot.exercise),
        first.reasons,
        "\n\n".join(one[:_MAX_INTERNAL] for one in list(internals)[:_MAX_INTERNALS]),
        any(item.reasons != first.reasons for item in items),
        tuple(dict.fromkeys(item.spot.student for item in items)),
        directory.people(mark, (item.spot for item in items)),
    )


def _items(result: SubmissionResult) -> Iterator[_Item]:
    spot = Spot(result.student)
    if all(exercise.status is Status.NOT_GRADED for exercise in result.exercises) and result.notes:
        reason, *rest = result.notes
        internal = "\n\n".join(note.english() for note in rest)
        yield _Item(Kind.OURS, NOT_GRADED, spot, (reason,), internal)
        return
    if result.notes and result.status is Status.GRADED:
        yield _Item(Kind.UNREADABLE, STATUSES[Status.NOT_HANDED_IN], spot, result.notes)
    for exercise in result.exercises:
        yield from _of_exercise(result.student, exercise)


def _of_exercise(student: str, exercise: ExerciseResult) -> Iterator[_Item]:
    spot = Spot(student, exercise.exercise)
    if exercise.status is Status.NOT_GRADED:
        yield _not_graded(spot, exercise)
    elif exercise.status is Status.UNREADABLE:
        yield _Item(Kind.UNREADABLE, STATUSES[exercise.status], spot, exercise.notes)
    else:
        met = {test.outcome: test for test in reversed(exercise.tests)}  # the first of each
        for outcome in LIMITS:
            if outcome in met:
                there = Spot(student, exercise.exercise, met[outcome].test)
                yield _Item(Kind.LIMIT, OUTCOMES[outcome], there, _messages(met[outcome]))


def _not_graded(spot: Spot, exercise: ExerciseResult) -> _Item:
    ours = [test for test in exercise.tests if test.score is None and test.failure is not None]
    reasons = {message.english(): message for test in ours for message in _messages(test)}
    internal = "\n\n".join(
        test.failure.internal for test in ours if test.failure and test.failure.internal
    )
    return _Item(
        Kind.OURS,
        NOT_GRADED,
        spot._replace(test=ours[0].test) if ours else spot,
        tuple(reasons.values()) or exercise.notes,
        internal,
    )


def _messages(test: TestResult) -> tuple[Text, ...]:
    return test.failure.messages if test.failure is not None else ()
