"""What a run has to do: which exercises of which attempts are to be graded, and which are as they
were. Made before anything is graded; nothing here runs code."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from grader.batch.fingerprint import digest, handed_in_digest
from grader.course import Assignment
from grader.errors import UsageError
from grader.gradebook import Gradebook
from grader.gradebook.work import HandedIn as Handed
from grader.gradebook.work import Held
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


@dataclass(frozen=True)
class Plan:
    """All attempts of a run. ``scoring`` is the digest of today's points."""

    items: tuple[Item, ...]
    scoring: str

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
    told = {file.name: file.sha256 for file in files}
    told |= {name: f"!{code}" for name, (code, _) in contents.problems.items()}
    return files, handed_in_digest(told, contents.passed_over)


def make_plan(
    submissions: Sequence[Submission],
    assignment: Assignment,
    gradebook: Gradebook,
    exercises: Mapping[str, str],
    scoring: str,
    wanted: Wanted,
) -> Plan:
    """Read all submissions once, enter them, and look up what is known of them.

    Args:
        submissions: what was found.
        assignment: the assignment.
        gradebook: what is known; students and attempts are entered in it.
        exercises: the digest of what each exercise's grading depends on.
        scoring: the digest of today's points.
        wanted: what is asked for.

    Raises:
        UsageError: it is asked for students or exercises that there are not.
    """
    _check(wanted.exercises, [e.name for e in assignment.exercises], "exercise")
    read = []
    for submission in submissions:
        contents = submission.read(file_mb=assignment.limits.file_mb)
        read.append(read_hashes(contents))
    groups = _resolved(submissions, assignment, gradebook)
    _check(wanted.students, sorted({name for group in groups for _, name in group}), "student")
    attempts = gradebook.work.enter(
        assignment.name,
        [
            Handed(
                tuple(student for student, _ in group),
                {file.name: file.sha256 for file in files},
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
    return Plan(tuple(_planned(items, gradebook, assignment, exercises, wanted)), scoring)


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
    known = gradebook.work.known(key for some in keys.values() for key in some.values())
    held = gradebook.work.held(assignment.name)
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
        yield Item(
            item.submission,
            item.attempt,
            item.students,
            item.files,
            item.digest,
            to_grade,
            as_it_was,
            mine,
            asked,
        )


def _check(wanted: Iterable[str], there_are: Sequence[str], what: str) -> None:
    for name in wanted:
        if name not in there_are:
            near = difflib.get_close_matches(name, there_are, n=3, cutoff=0.4)
            listed = ", ".join(near or there_are[:10])
            raise UsageError(f"there is no {what} {name!r} here", hint=f"There is: {listed}.")
