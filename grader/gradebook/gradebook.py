"""A gradebook: one file, and what can be asked of it and entered in it."""

from __future__ import annotations

from pathlib import Path

from grader.gradebook.database import Database
from grader.gradebook.people import People
from grader.gradebook.work import Work


class Gradebook:
    """An open gradebook; use it in a ``with`` statement.

    Raises:
        GradebookError: the file can't be opened, read or written; the message says what to do.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.people = People(database)
        self.work = Work(database)

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

    def grades(self, assignment, now=None, *, proposed=False):  # type: ignore
        from grader.grade import Grade, State

        standings = self.work.standings(assignment.name, proposed=proposed)
        out = []
        attempts = self.work.attempts(assignment.name)
        for student in self.people.all():
            mine = attempts.get(student.name, [])
            last = mine[-1] if mine else None
            st = standings.get(last.id) if last else None
            state = (
                State.OPEN
                if st is None
                else (State.GRADED if st.score is not None else State.NOT_GRADED)
            )
            out.append(
                Grade(
                    student,
                    assignment.name,
                    state,
                    st.score if st else None,
                    assignment.max_score,
                    st.score if st else None,
                    attempt=last,
                    attempts=len(mine),
                    standing=st,
                )
            )
        return out
