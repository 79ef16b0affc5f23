"""A grade and how it comes about: which attempt counts, what lateness costs, what was entered.

Functions of records and of the time, nothing else. The rules are in docs/gradebook.md for
instructors; points are rounded to six digits.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from grader.course import Assignment, Counts, LatePolicy
from grader.grade import Attempt, Entry, EntryKind, Grade, Standing, State, Student
from grader.outcome import Status

_DIGITS = 6
_PERIODS = {"hour": datetime.timedelta(hours=1), "day": datetime.timedelta(days=1)}


def grade(
    student: Student,
    assignment: Assignment,
    *,
    attempts: Sequence[Attempt],
    standings: Mapping[int, Standing],
    entries: Sequence[Entry],
    now: datetime.datetime,
) -> Grade:
    """A student's grade for an assignment.

    Args:
        student: the student.
        assignment: the assignment, with its policies.
        attempts: the student's, in the order in which they were handed in.
        standings: the current results, by the attempts' ids.
        entries: the student's for this assignment; withdrawn ones count for nothing.
        now: when the grade is asked for: work that is missing is so only after the due date.
    """
    held = tuple(entry for entry in entries if entry.withdrawn is None)
    due = own_due(assignment, held)
    over = due is None or now >= due
    missing_is_zero = over and assignment.missing == "zero"
    lateness = _Lateness(assignment.late, due, extended=due != assignment.due)
    weighed = [
        _weigh(attempt, standings.get(attempt.id), lateness, assignment.max_score)
        for attempt in attempts
    ]
    plain = Grade(
        student=student,
        assignment=assignment.name,
        state=State.OPEN,
        score=None,
        max_score=assignment.max_score,
        adjustment=_rounded(sum(entry.points or 0.0 for entry in held)),
        attempts=len(attempts),
        entries=held,
    )
    handed_in = [item for item in weighed if not item.is_empty]
    if handed_in:
        found = _of_work(plain, _counting(handed_in, assignment.counts))
    else:
        found = _of_nothing(plain, weighed, over=over, is_zero=missing_is_zero)
    if found.standing is not None:
        found = replace(found, standing=_with_missing(found.standing, is_zero=missing_is_zero))
    if any(entry.kind is EntryKind.EXCUSE for entry in held):
        return replace(found, state=State.EXCUSED, score=None)
    return found


def own_due(assignment: Assignment, entries: Sequence[Entry]) -> datetime.datetime | None:
    """A student's own due date: the latest of the assignment's and of their extensions that hold;
    None where there is neither."""
    dates = [
        entry.until for entry in entries if entry.until is not None and entry.withdrawn is None
    ]
    if assignment.due is not None:
        dates.append(assignment.due)
    return max(dates, default=None)


def late_share(policy: LatePolicy, late_by: datetime.timedelta) -> float:
    """The share of the points, between 0 and the cap, that coming so late costs.

    Periods are counted from the due date, and one that has begun counts whole; the grace forgives
    what comes within it and shortens nothing after it.
    """
    if late_by <= datetime.timedelta(minutes=policy.grace_minutes):
        return 0.0
    begun = -(-late_by // _PERIODS[policy.per])
    return min(begun * policy.penalty, policy.cap)


@dataclass(frozen=True)
class _Lateness:
    """What a student's lateness is counted by."""

    policy: LatePolicy | None
    due: datetime.datetime | None
    extended: bool

    def by(self, attempt: Attempt) -> datetime.timedelta | None:
        """How late it came; None where it was in time, or nothing says when it came."""
        if self.due is None or attempt.handed_in is None or attempt.handed_in <= self.due:
            return None
        return attempt.handed_in - self.due

    def share(self, attempt: Attempt) -> float:
        """The share of the points that it costs."""
        if self.policy is None or self.due is None:
            return 0.0
        late_by = self.by(attempt)
        if late_by is not None:
            return late_share(self.policy, late_by)
        # The platform knows that it was late, but not by how much, and nothing of extensions.
        marked = attempt.handed_in is None and attempt.late is True and not self.extended
        return min(self.policy.penalty, self.policy.cap) if marked else 0.0

    def penalty(self, attempt: Attempt, earned: float, full: float) -> float:
        """The points that it costs, never more than were earned."""
        if self.policy is None:
            return 0.0
        base = full if self.policy.of == "full" else earned
        return min(_rounded(self.share(attempt) * base), earned)


@dataclass(frozen=True)
class _Weighed:
    """An attempt and what it is worth; ``raw`` is None where it was not graded (yet).

    ``worth`` is the score after the penalty, or the most that it could be.
    """

    attempt: Attempt
    standing: Standing | None
    raw: float | None
    penalty: float
    late_by: datetime.timedelta | None
    worth: float

    @property
    def is_empty(self) -> bool:
        """Whether none of the exercises was in it: then nothing was handed in."""
        return (
            self.standing is not None
            and bool(self.standing.exercises)
            and all(item.status is Status.NOT_HANDED_IN for item in self.standing.exercises)
        )


def _weigh(
    attempt: Attempt, standing: Standing | None, lateness: _Lateness, full: float
) -> _Weighed:
    most = full if standing is None else standing.max_score
    raw = None if standing is None or standing.score is None else _rounded(standing.score)
    earned = most if raw is None else raw
    penalty = lateness.penalty(attempt, earned, most)
    return _Weighed(
        attempt=attempt,
        standing=standing,
        raw=raw,
        penalty=0.0 if raw is None else penalty,
        late_by=lateness.by(attempt),
        worth=_rounded(earned - penalty),
    )


def _counting(handed_in: Sequence[_Weighed], counts: Counts) -> _Weighed:
    """The attempt that counts, which may be one that was not graded.

    The best can't be told while one that was not graded could still be better.
    """
    if counts == "first":
        return handed_in[0]
    if counts == "last":
        return handed_in[-1]
    best = max((item.worth for item in handed_in if item.raw is not None), default=-1.0)
    for item in reversed(handed_in):
        if item.raw is None and item.worth > best:
            return item
    return next(item for item in handed_in if item.raw is not None and item.worth == best)


def _of_work(plain: Grade, counting: _Weighed) -> Grade:
    found = replace(
        plain,
        state=State.NOT_GRADED,
        raw=counting.raw,
        late_by=counting.late_by,
        penalty=counting.penalty,
        attempt=counting.attempt,
        standing=counting.standing,
        max_score=plain.max_score if counting.standing is None else counting.standing.max_score,
    )
    if counting.raw is None:
        return found
    return replace(found, state=State.GRADED, score=_at_least_0(counting.worth + plain.adjustment))


def _of_nothing(plain: Grade, empty: Sequence[_Weighed], *, over: bool, is_zero: bool) -> Grade:
    last = empty[-1] if empty else None
    return replace(
        plain,
        state=State.MISSING if over else State.OPEN,
        score=_at_least_0(plain.adjustment) if is_zero else None,
        attempt=None if last is None else last.attempt,
        standing=None if last is None else last.standing,
    )


def _with_missing(standing: Standing, *, is_zero: bool) -> Standing:
    """The result with what is missing as it is for this student, now: 0, or no score."""
    exercises = tuple(
        replace(item, score=0.0 if is_zero else None)
        if item.status is Status.NOT_HANDED_IN
        else item
        for item in standing.exercises
    )
    return replace(standing, exercises=exercises)


def _at_least_0(points: float) -> float:
    return max(0.0, _rounded(points))


def _rounded(points: float) -> float:
    return round(points, _DIGITS)
