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

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()
