"""How a grade comes about: what counts, what is late, what is missing, what was entered by hand."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.course import LatePolicy, load_assignment
from grader.grade import (
    Attempt,
    Entry,
    EntryKind,
    ExerciseScore,
    Grade,
    Standing,
    State,
    Student,
)
from grader.gradebook.grades import grade, late_share
from grader.intake.submissions import Person
from grader.outcome import Status

COURSE = Path(__file__).parent.parent / "courses" / "vectors"

DUE = datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
ADA = Student("ada")
FULL = 16.0
PER_DAY = LatePolicy(grace_minutes=30, per="day", penalty=0.1, cap=0.25, of="full")
PLAIN = replace(load_assignment(COURSE), due=DUE)

# What was handed in: how long after the due date (None: nothing says), the score (None: not
# graded), and whether the platform says that it was late.
Work = tuple[datetime.timedelta | None, float | None, bool | None]


def late(after: datetime.timedelta | None, score: float | None = 10.0) -> Work:
    return after, score, None


ON_TIME: Work = late(-DAY)


def made(
    *work: Work, entries: Sequence[Entry] = (), now: datetime.datetime | None = None, **policy: Any
) -> Grade:
    """Ada's grade for an assignment of 16 points."""
    attempts, standings = [], {}
    for number, (after, score, mark) in enumerate(work, start=1):
        handed_in = None if after is None else DUE + after
        attempts.append(Attempt(number, number, ("ada",), handed_in, mark, {}))
        standings[number] = _standing(number, score)
    return grade(
        ADA,
        replace(PLAIN, **policy),
        attempts=attempts,
        standings=standings,
        entries=entries,
        now=now or DUE + 100 * DAY,
    )


def _standing(number: int, score: float | None) -> Standing:
    status = Status.NOT_GRADED if score is None else Status.GRADED
    exercises = (
        ExerciseScore("one", status, score, FULL / 2),
        ExerciseScore("two", Status.NOT_HANDED_IN, None, FULL / 2),
    )
    return Standing(number, "r1", status, score, FULL, exercises, DUE)


def entry(kind: EntryKind, **more: Any) -> Entry:
    return Entry(1, "ada", "vectors", kind, "why", "kim", DUE, **more)


def adjustment(points: float, **more: Any) -> Entry:
    return entry(EntryKind.ADJUSTMENT, points=points, **more)


def extension(after: datetime.timedelta, **more: Any) -> Entry:
    return entry(EntryKind.EXTENSION, until=DUE + after, **more)


EXCUSE = entry(EntryKind.EXCUSE)


@pytest.mark.parametrize(("counts", "expected"), [("first", 10.0), ("last", 8.0), ("best", 12.0)])
def test_which_attempt_counts(counts: str, expected: float) -> None:
    """The first, the last or the best, as the assignment says."""
    found = made(late(-3 * DAY, 10.0), late(-2 * DAY, 12.0), late(-DAY, 8.0), counts=counts)
    assert (found.score, found.raw, found.state) == (expected, expected, State.GRADED)
    assert found.attempts == 3


def test_the_best_is_the_best_after_the_penalty() -> None:
    """A better attempt that came late counts for less; of equal ones the earlier counts."""
    found = made(late(-DAY, 10.0), late(HOUR, 11.0), counts="best", late=PER_DAY)
    assert (found.score, found.penalty, found.attempt) == (10.0, 0.0, found.attempt)
    assert found.attempt is not None
    assert found.attempt.number == 1
    tie = made(late(-DAY, 10.0), late(-HOUR, 10.0), counts="best").attempt
    assert tie is not None
    assert tie.number == 1


@pytest.mark.parametrize(
    ("counts", "expected"),
    [("first", 10.0), ("last", None), ("best", None)],
)
def test_an_attempt_that_was_not_graded(counts: str, expected: float | None) -> None:
    """Where it counts, or could be the best, there is no score."""
    found = made(late(-2 * DAY, 10.0), late(-DAY, None), counts=counts)
    assert found.score == expected
    assert (found.state is State.NOT_GRADED) is (expected is None)
    assert found.attempts == 2


@pytest.mark.parametrize("work", [late(-DAY, None), late(2 * DAY, None)], ids=["any", "late"])
def test_the_best_is_known_where_no_other_can_be_better(work: Work) -> None:
    """Full marks are the best, whatever was not graded; so is what a late attempt can't reach."""
    assert made(late(-2 * DAY, FULL), work, counts="best", late=PER_DAY).score == FULL
    if work[0] == 2 * DAY:
        assert made(late(-2 * DAY, 13.0), work, counts="best", late=PER_DAY).score == 13.0


@pytest.mark.parametrize(
    ("after", "penalty"),
    [
        (-DAY, 0.0),
        (0 * DAY, 0.0),
        (datetime.timedelta(minutes=30), 0.0),
        (datetime.timedelta(minutes=30, microseconds=1), 1.6),
        (DAY, 1.6),
        (DAY + datetime.timedelta(seconds=1), 3.2),
        (9 * DAY, 4.0),
        (40000 * DAY, 4.0),
    ],
    ids=str,
)
def test_what_lateness_costs(after: datetime.timedelta, penalty: float) -> None:
    """A tenth of all points for each day begun after the grace, at most a quarter."""
    found = made(late(after), late=PER_DAY)
    assert (found.raw, found.penalty, found.score) == (10.0, penalty, 10.0 - penalty)
    assert found.late_by == (after if after > 0 * DAY else None)


def test_a_share_of_what_was_earned_by_the_hour() -> None:
    """The other way to count."""
    policy = LatePolicy(grace_minutes=0, per="hour", penalty=0.1, cap=1.0, of="earned")
    found = made(late(2.5 * HOUR), late=policy)
    assert (found.penalty, found.score) == (3.0, 7.0)
    assert made(late(100 * HOUR), late=policy).score == 0.0


def test_lateness_takes_no_more_than_there_is() -> None:
    """The penalty of a low score ends at 0, so that points by hand still count."""
    found = made(late(9 * DAY, 1.0), late=PER_DAY, entries=[adjustment(2.0)])
    assert (found.raw, found.penalty, found.adjustment, found.score) == (1.0, 1.0, 2.0, 2.0)


def test_without_a_policy_lateness_costs_nothing() -> None:
    """It is only told."""
    found = made(late(2 * DAY))
    assert (found.score, found.late_by) == (10.0, 2 * DAY)


def test_late_by_an_unknown_time() -> None:
    """What the platform marks late without a time costs one period, and nothing with an extension:
    the platform doesn't know of it. A known time outranks the mark."""
    marked: Work = (None, 10.0, True)
    found = made(marked, late=PER_DAY)
    assert (found.score, found.penalty, found.late_by) == (8.4, 1.6, None)
    assert made(marked, late=PER_DAY, entries=[extension(DAY)]).score == 10.0
    assert made((None, 10.0, False), late=PER_DAY).score == 10.0
    assert made((-DAY, 10.0, True), late=PER_DAY).score == 10.0
    assert made((2 * HOUR, 10.0, False), late=PER_DAY).score == 8.4


def test_an_extension_moves_the_due_date() -> None:
    """Lateness counts from the latest extension that holds; an earlier date changes nothing."""
    work = late(3 * DAY)
    assert made(work, late=PER_DAY).penalty == 4.0
    longer = [extension(DAY), extension(2 * DAY)]
    assert made(work, late=PER_DAY, entries=longer).late_by == DAY
    assert made(work, late=PER_DAY, entries=longer).penalty == 1.6
    withdrawn = replace(extension(3 * DAY), withdrawn=DUE)
    assert made(work, late=PER_DAY, entries=[withdrawn]).penalty == 4.0
    assert made(ON_TIME, late=PER_DAY, entries=[extension(-2 * DAY)]).penalty == 0.0


def test_adjustments_are_added_after_the_penalty() -> None:
    """They may lift a score above the maximum, and never sink it below 0."""
    assert made(late(HOUR), late=PER_DAY, entries=[adjustment(2.0), adjustment(-0.5)]).score == 9.9
    assert made(ON_TIME, entries=[adjustment(20.0)]).score == 30.0
    assert made(ON_TIME, entries=[adjustment(-20.0)]).score == 0.0
    assert made(ON_TIME, entries=[adjustment(-1.0, withdrawn=DUE)]).score == 10.0


def test_what_was_not_graded_has_no_score_whatever_is_added() -> None:
    """An adjustment waits until there is a score."""
    found = made(late(-DAY, None), entries=[adjustment(2.0)])
    assert (found.state, found.score, found.adjustment) == (State.NOT_GRADED, None, 2.0)


@pytest.mark.parametrize("work", [(), (ON_TIME,), (late(-DAY, None),)], ids=["missing", "in", "?"])
def test_excused_counts_for_nothing(work: tuple[Work, ...]) -> None:
    """Whatever was handed in, and until the excuse is withdrawn."""
    found = made(*work, entries=[EXCUSE, adjustment(1.0)])
    assert (found.state, found.score) == (State.EXCUSED, None)
    assert made(ON_TIME, entries=[replace(EXCUSE, withdrawn=DUE)]).score == 10.0


@pytest.mark.parametrize(
    ("policy", "now", "state", "score"),
    [
        ({}, DUE - HOUR, State.OPEN, None),
        ({}, DUE, State.MISSING, 0.0),
        ({"missing": "empty"}, DUE, State.MISSING, None),
        ({"due": None}, DUE, State.MISSING, 0.0),
        ({"due": None, "missing": "empty"}, DUE, State.MISSING, None),
        ({"entries": [extension(DAY)]}, DUE + HOUR, State.OPEN, None),
        ({"entries": [extension(DAY)]}, DUE + DAY, State.MISSING, 0.0),
        ({"entries": [extension(DAY)], "due": None}, DUE, State.OPEN, None),
        ({"entries": [adjustment(3.0)]}, DUE, State.MISSING, 3.0),
        ({"entries": [adjustment(3.0)]}, DUE - HOUR, State.OPEN, None),
    ],
)
def test_missing_work(
    policy: dict[str, Any], now: datetime.datetime, state: State, score: float | None
) -> None:
    """It is 0 when the student's own due date has passed and the policy says so, not before."""
    found = made(now=now, **policy)
    assert (found.state, found.score, found.raw) == (state, score, None)


@pytest.mark.parametrize(("now", "score"), [(DUE - HOUR, None), (DUE, 0.0)])
def test_an_exercise_that_is_missing(now: datetime.datetime, score: float | None) -> None:
    """It has no score before the due date and 0 after it; the total is the same."""
    found = made(ON_TIME, now=now)
    assert found.standing is not None
    assert [item.score for item in found.standing.exercises] == [10.0, score]
    assert found.score == 10.0


def test_an_attempt_without_any_exercise_is_none(term: Any) -> None:
    """Somebody who hands in a picture of a cat has not handed in, and keeps what came before."""
    term.mark(term.hand_in("ada"), 3.0)
    for name in ("ada", "bob"):
        term.mark(term.hand_in(name), nothing=True)
    ada, bob = term.gradebook.grades(term.assignment)
    assert (ada.score, ada.attempts, ada.attempt.number) == (3.0, 2, 1)
    assert (bob.state, bob.score, bob.attempts) == (State.MISSING, 0.0, 1)
    assert bob.standing is not None


def test_a_group_shares_its_work_and_nothing_else(term: Any) -> None:
    """Each has the score, and extensions and adjustments of their own."""
    assignment = replace(term.assignment, due=DUE, late=PER_DAY)
    term.mark(term.hand_in("ada", "bob", at=DUE + HOUR), 4.0)
    ledger = term.gradebook.ledger
    ledger.add(
        "vectors",
        "bob",
        EntryKind.EXTENSION,
        "ill",
        author="kim",
        until=DUE + datetime.timedelta(1),
    )
    ledger.add("vectors", "ada", EntryKind.ADJUSTMENT, "did it", author="kim", points=0.25)
    ada, bob = term.gradebook.grades(assignment)
    assert (ada.score, ada.penalty, ada.attempt.people) == (3.75, 0.5, ("ada", "bob"))
    assert (bob.score, bob.penalty, bob.attempt) == (4.0, 0.0, ada.attempt)


def test_who_has_a_grade(term: Any) -> None:
    """Who is enrolled, handed in, or was entered something; by name. Others of the term not."""
    term.hand_in("zoe")
    term.meet(Person("guest"), Person("eve"))
    term.gradebook.ledger.add("vectors", "eve", EntryKind.EXCUSE, "ill", author="kim")
    assert [item.student.name for item in term.gradebook.grades(term.assignment)] == ["eve", "zoe"]
    assert term.gradebook.grades(replace(term.assignment, name="other")) == []


def test_the_grade_of_a_few_is_that_in_the_list(term: Any) -> None:
    """Asked for by name or with the class, a grade is the same."""
    for name in ("ada", "bob", "eve"):
        term.mark(term.hand_in(name), 2.0)
        term.mark(term.hand_in(name, "group"), 3.0)
    now = DUE
    everybody = term.gradebook.grades(term.assignment, now)
    for item in everybody:
        assert term.gradebook.grade_of(term.assignment, [item.student.name], now) == [item]
    assert term.gradebook.grade_of(term.assignment, ["eve", "ada"], now) == [
        everybody[0],
        everybody[2],
    ]


def test_grades_as_they_would_be(term: Any) -> None:
    """A proposed result changes no grade until it is accepted; one can see what it would be."""
    attempt = term.hand_in("ada")
    term.mark(attempt, 2.0)
    term.mark(attempt, 3.0, state="proposed")
    assert term.gradebook.grades(term.assignment)[0].score == 2.0
    assert term.gradebook.grades(term.assignment, proposed=True)[0].score == 3.0
    term.gradebook.results.accept(term.assignment.name)
    assert term.gradebook.grades(term.assignment)[0].score == 3.0


# Whatever happens.

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # shared machines
hours = st.integers(-200, 200).map(lambda number: number * HOUR)
scores = st.floats(0, FULL).map(lambda number: round(number, 2))
policies = st.builds(
    LatePolicy,
    grace_minutes=st.floats(0, 5000),
    per=st.sampled_from(["hour", "day"]),
    penalty=st.floats(0.001, 1),
    cap=st.floats(0.001, 1),
    of=st.sampled_from(["full", "earned"]),
)
work = st.tuples(st.none() | hours, st.none() | scores, st.sampled_from([None, True, False]))
entries = st.lists(
    st.floats(-30, 30).map(adjustment) | hours.map(extension) | st.just(EXCUSE), max_size=4
)
rules = st.fixed_dictionaries(
    {
        "counts": st.sampled_from(["best", "last", "first"]),
        "missing": st.sampled_from(["zero", "empty"]),
        "late": st.none() | policies,
    }
)
moments = hours.map(lambda after: DUE + after)


@unhurried
@given(st.lists(work, max_size=4), entries, rules, moments)
def test_no_score_is_negative_and_none_is_made_up(
    work: list[Work], entries: list[Entry], rules: dict[str, Any], now: datetime.datetime
) -> None:
    """A score is at least 0; what is not graded, open or excused has none."""
    found = made(*work, entries=entries, now=now, **rules)
    if found.state in (State.NOT_GRADED, State.OPEN, State.EXCUSED):
        assert found.score is None
    if found.state is State.GRADED:
        assert found.raw is not None
        expected = max(0.0, found.raw - found.penalty + found.adjustment)
        assert found.score == pytest.approx(expected, abs=1e-6)
    assert found.score is None or found.score >= 0
    assert 0 <= found.penalty <= (found.raw or 0.0)


@unhurried
@given(policies, hours, hours)
def test_coming_later_never_costs_less(
    policy: LatePolicy, one: datetime.timedelta, other: datetime.timedelta
) -> None:
    """And never more than the cap."""
    earlier, later = sorted((one, other))
    assert 0 <= late_share(policy, earlier) <= late_share(policy, later) <= policy.cap


@unhurried
@given(st.lists(work, max_size=4), entries, rules, moments, hours)
def test_an_extension_never_lowers_a_grade(
    work: list[Work],
    entries: list[Entry],
    rules: dict[str, Any],
    now: datetime.datetime,
    until: datetime.timedelta,
) -> None:
    """Where there is a score with it and without it, it is not lower with it."""
    without = made(*work, entries=entries, now=now, **rules)
    with_it = made(*work, entries=[*entries, extension(until)], now=now, **rules)
    if without.score is not None and with_it.score is not None:
        assert with_it.score >= without.score
    if with_it.score is None and without.score is not None:
        assert with_it.state in (State.OPEN, State.NOT_GRADED)


@unhurried
@given(
    st.lists(hours.map(lambda after: (after, None, None)), min_size=1, max_size=3),
    entries,
    rules,
)
def test_what_is_not_graded_is_never_a_number(
    work: list[Work], entries: list[Entry], rules: dict[str, Any]
) -> None:
    """Whatever the policies and the entries are."""
    assert made(*work, entries=entries, **rules).score is None
