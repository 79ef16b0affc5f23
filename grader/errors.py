"""Every error that a person at the terminal can see, in one small tree.

A message says what happened and where; ``hint`` says what to do next. Faults in a student's
program are not errors of ours: they are outcomes (``grader.outcome``).
"""

from __future__ import annotations

from collections.abc import Sequence


class GraderError(Exception):
    """Something that stops a command. ``exit_code`` is the command's exit status."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(GraderError):
    """The command line asks for something that isn't there or can't be."""


class MistakesError(GraderError):
    """A file or folder has mistakes; all that were found are reported at once."""

    def __init__(self, message: str, *, problems: Sequence[str] = (), hint: str = "") -> None:
        lines = [message, *(f"  - {problem}" for problem in problems)]
        super().__init__("\n".join(lines), hint=hint)
        self.problems = tuple(problems)


class CourseError(MistakesError):
    """The course's folder has mistakes."""


class RosterError(MistakesError):
    """The roster of a class has mistakes, or can't be read."""


class IntakeError(GraderError):
    """The submissions can't be read at all (a single bad one is an outcome, not this)."""


class SandboxError(GraderError):
    """Student code can't be isolated here, or the isolation machinery failed."""


class MachineError(GraderError):
    """This machine, or the part of it that may be used, is too small to grade on."""


class ContainerError(GraderError):
    """No container can be run here."""


class WireError(GraderError):
    """Bytes that came over a wire break its rules; always the sender's fault."""


class ExamError(GraderError):
    """The examiner can't do its work, for example collect the hidden tests."""


class ClusterError(GraderError):
    """The machines that were to grade can't be reached, or can't be used."""


class GradebookError(GraderError):
    """The gradebook can't be opened or written."""


class ResultsError(GraderError):
    """The results of a run can't be written; what was graded is in the gradebook."""

    exit_code = 1


class ExportError(GraderError):
    """Grades can't be brought into the file or the form that was asked for."""


class BuildError(GraderError):
    """Notebooks can't be built from their sources."""


class OutdatedError(BuildError):
    """``grader build --check`` found notebooks that are not what the sources give."""

    exit_code = 1
