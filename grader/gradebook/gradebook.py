"""A gradebook: one file, and what can be asked of it and entered in it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from grader.course import Assignment
from grader.grade import Grade, Student
from grader.gradebook.attempts import Attempts
from grader.gradebook.database import Database
from grader.gradebook.forgetting import Traces, forget, traces
from grader.gradebook.grades import grade, own_due
from grader.gradebook.history import Event, history
from grader.gradebook.ledger import Ledger
from grader.gradebook.people import People, ids_for
from grader.gradebook.results import Results
from grader.gradebook.runs import Runs


class Gradebook:
    """An open gradebook; use it in a ``with`` statement.

    Raises:
        GradebookError: the file can't be opened, read or written; the message says what to do.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.people = People(database)
        self.runs = Runs(database)
        self.attempts = Attempts(database)
        self.results = Results(database)
        self.ledger = Ledger(database)

    @classmethod
    def open(cls, path: Path, *, new: bool = True) -> Gradebook:
        """Open a gradebook, or make a new one that only its owner can read.

        Args:
            path: the file.
            new: whether one may be made where there is none.
        """
        return cls(Database.open(path, new=new))

    @classmethod
    def rehearse(cls, path: Path) -> Gradebook:
        """A copy in memory: what is entered in it is gone with it."""
        return cls(Database.rehearse(path))

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def grades(
        self,
        assignment: Assignment,
        now: datetime.datetime | None = None,
        *,
        proposed: bool = False,
    ) -> list[Grade]:
        """The grades of all who are enrolled, or have handed in or been entered something for the
        assignment, by name.

        Args:
            assignment: the assignment, with the policy to go by: ``Runs.policy`` gives the one that
                was accepted.
            now: as of when; by default of this moment.
            proposed: as they would be if the results that are proposed were accepted.
        """
        students = self.people.all()
        found = self._grades(assignment, students, None, now, proposed=proposed)
        return [item for item in found if item.student.enrolled or item.attempts or item.entries]

    def grade_of(
        self, assignment: Assignment, students: Sequence[str], now: datetime.datetime | None = None
    ) -> list[Grade]:
        """The grades of some students, by name; what others did is not looked at.

        Raises:
            UsageError: one of them is not in the gradebook.
        """
        found = [self.people.find(name) for name in sorted(set(students))]
        return self._grades(assignment, found, [student.name for student in found], now)

    def _grades(
        self,
        assignment: Assignment,
        students: Sequence[Student],
        asked: Sequence[str] | None,
        now: datetime.datetime | None,
        *,
        proposed: bool = False,
    ) -> list[Grade]:
        attempts = self.attempts.by_student(assignment.name, asked)
        theirs = None
        if asked is not None:
            theirs = [attempt.id for items in attempts.values() for attempt in items]
        standings = self.results.standings(assignment.name, theirs, proposed=proposed)
        entries = self.ledger.entries(assignment.name, asked)
        moment = now or datetime.datetime.now(datetime.UTC)
        return [
            grade(
                ids_for(student, assignment.name),
                assignment,
                attempts=attempts.get(student.name, ()),
                standings=standings,
                entries=entries.get(student.name, ()),
                now=moment,
            )
            for student in students
        ]

    def own_due(self, assignment: Assignment, student: str) -> datetime.datetime | None:
        """When a student's work is due, extensions counted; None if at no time."""
        entries = self.ledger.entries(assignment.name, [student])
        return own_due(assignment, entries.get(student, ()))

    def history(self, student: str) -> list[Event]:
        """All that was kept of a student, in the order in which it happened.

        Raises:
            UsageError: there is no such student.
        """
        return history(self._database, self.people.find(student).name)

    def traces(self, student: str) -> Traces:
        """What ``forget`` would take out.

        Raises:
            UsageError: there is no such student.
        """
        return traces(self._database, self.people.find(student).name)

    def forget(self, student: str) -> Traces:
        """Take out all that is kept of a student, so that nothing of it remains in the file.

        What was handed in together with others stays theirs.

        Raises:
            UsageError: there is no such student.
            GradebookError: another program has the file open, or it can't be written.
        """
        return forget(self._database, self.people.find(student).name)
