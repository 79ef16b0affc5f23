"""The gradebook: SQLite, one writer, one transaction per submission."""

from grader.gradebook.gradebook import Gradebook

__all__ = ["Gradebook"]
