"""What a run has to do: which exercises of which attempts are to be graded, and which are as they
were. Made before anything is graded; nothing here runs code."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from grader.batch.fingerprint import (
    digest,
    exercise_digests,
    handed_in_digest,
    scoring_digest,
)
from grader.course import Assignment
from grader.errors import UsageError
from grader.gradebook import Gradebook
from grader.gradebook.attempts import HandedIn as Handed
from grader.gradebook.results import Held
from grader.intake.submissions import Contents, Submission
from grader.outcome import HandedIn


@dataclass(frozen=True)
class Wanted:
    """What is asked for: students and exercises by name, all without any; ``force`` grades them
    again though nothing changed."""

    students: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    force: bool = False


@dataclass(frozen=True)
class Item:
    """One attempt in the plan.

    ``students`` are whose it is, by their names in the gradebook; ``to_grade`` the exercises that
    have to be graded, by their keys; ``as_it_was`` the gradings of others that still hold.
    ``held`` is the attempt's newest result; ``asked`` whether this run is to touch it.
    """

    submission: Submission
    attempt: int
    students: tuple[str, ...]
    files: tuple[HandedIn, ...]
    digest: str
    to_grade: Mapping[str, str] = field(default_factory=dict)
    as_it_was: Mapping[str, int] = field(default_factory=dict)
    held: Held | None = None
    asked: bool = True

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of the files, by name."""
        return _hashes(self.files)


@dataclass(frozen=True)
class Plan:
    """All attempts of a run, and the seed and devices that they are graded with.

    ``scoring`` is the digest of today's points, ``tests`` that of all that gradings depend on but
    what was handed in.
    """

    items: tuple[Item, ...]
    seed: str
    devices: tuple[str, ...]
    scoring: str
    tests: str

    @cached_property
    def students(self) -> Mapping[str, int]:
        """All students, by name, and how many of the attempts are theirs."""
        return Counter(student for item in self.items for student in item.students)

    @property
    def to_grade(self) -> list[Item]:
        """Where code has to be run."""
        return [item for item in self.items if item.asked and item.to_grade]

    @property
    def to_score(self) -> list[Item]:
        """Where gradings hold, and only make another result: other points, say."""
        return [
            item
            for item in self.items
            if item.asked and not item.to_grade and not self._stands(item)
        ]

    @property
    def up_to_date(self) -> list[Item]:
        """Where nothing is to be done."""
        return [item for item in self.items if item.asked and self._stands(item)]

    def _stands(self, item: Item) -> bool:
        return (
            not item.to_grade
            and item.held is not None
            and item.held.gradings == item.as_it_was
            and item.held.scoring == self.scoring
        )


def read_hashes(contents: Contents) -> tuple[tuple[HandedIn, ...], str]:
    """A submission's files and their common digest."""
    files = tuple(
        HandedIn(name, len(data), hashlib.sha256(data).hexdigest())
        for name, data in contents.files.items()
    )
    told = _hashes(files) | {name: f"!{code}" for name, (code, _) in contents.problems.items()}
    return files, handed_in_digest(told, contents.passed_over)


def _hashes(files: Iterable[HandedIn]) -> dict[str, str]:
    return {file.name: file.sha256 for file in files}


def make_plan(
    submissions: Sequence[Submission],
    assignment: Assignment,
    gradebook: Gradebook,
    *,
    seed: str,
    devices: tuple[str, ...],
    past_due: bool,
    wanted: Wanted,
) -> Plan:
    """Read all submissions once, enter them, and look up what is known of them.

    Args:
        submissions: what was found.
        assignment: the assignment.
        gradebook: what is known; students and attempts are entered in it.
        seed: the assignment's.
        devices: those that tests run on.
        past_due: whether missing work counts as 0 by now.
        wanted: what is asked for.

    Raises:
        UsageError: it is asked for students or exercises that there are not.
        CourseError: a source can't be read.
    """
    _check(wanted.exercises, [e.name for e in assignment.exercises], "exercise")
    read = []
    for submission in submissions:
        contents = submission.read(file_mb=assignment.limits.file_mb)
        read.append(read_hashes(contents))
    groups = _resolved(submissions, assignment, gradebook)
    _check(wanted.students, sorted({name for group in groups for _, name in group}), "student")
    attempts = gradebook.attempts.enter(
        assignment.name,
        [
            Handed(
                tuple(student for student, _ in group),
                _hashes(files),
                submission.handed_in,
                submission.late,
                submission.origin,
            )
            for submission, group, (files, _) in zip(submissions, groups, read, strict=True)
        ],
    )
    items = [
        Item(submission, attempt, tuple(name for _, name in group), files, whole)
        for submission, attempt, group, (files, whole) in zip(
            submissions, attempts, groups, read, strict=True
        )
    ]
    exercises = exercise_digests(assignment, devices, seed)
    planned = tuple(_planned(items, gradebook, assignment, exercises, wanted))
    scoring = scoring_digest(assignment, past_due=past_due)
    return Plan(planned, seed, devices, scoring, digest(*exercises.values()))


def _resolved(
    submissions: Sequence[Submission], assignment: Assignment, gradebook: Gradebook
) -> list[list[tuple[int, str]]]:
    """Whose each submission is: ids and names in the gradebook."""
    everybody = {person.name: person for item in submissions for person in item.people}
    known = gradebook.people.resolve(list(everybody.values()), assignment.name)
    by_name = dict(zip(everybody, known, strict=True))
    return [[by_name[person.name] for person in item.people] for item in submissions]


def _planned(
    items: Sequence[Item],
    gradebook: Gradebook,
    assignment: Assignment,
    exercises: Mapping[str, str],
    wanted: Wanted,
) -> Iterable[Item]:
    keys = {
        item.digest: {name: digest(item.digest, own) for name, own in exercises.items()}
        for item in items
    }
    known = gradebook.results.known(key for some in keys.values() for key in some.values())
    held = gradebook.results.held(assignment.name)
    for item in items:
        asked = not wanted.students or any(name in wanted.students for name in item.students)
        mine = held.get(item.attempt)
        to_grade, as_it_was = {}, {}
        for exercise, key in keys[item.digest].items():
            in_question = not wanted.exercises or exercise in wanted.exercises
            before = mine.gradings.get(exercise) if mine is not None else None
            if key in known and not (wanted.force and asked and in_question):
                as_it_was[exercise] = known[key]
            elif in_question:
                to_grade[exercise] = key
            elif before is not None:
                as_it_was[exercise] = before
        yield replace(item, to_grade=to_grade, as_it_was=as_it_was, held=mine, asked=asked)


def _check(wanted: Iterable[str], there_are: Sequence[str], what: str) -> None:
    for name in wanted:
        if name not in there_are:
            near = difflib.get_close_matches(name, there_are, n=3, cutoff=0.4)
            listed = ", ".join(near or there_are[:10])
            raise UsageError(f"there is no {what} {name!r} here", hint=f"There is: {listed}.")
