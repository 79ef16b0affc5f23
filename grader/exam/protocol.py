"""What an orchestrator and an examiner say to each other (``grader.exam.examiner``)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from grader.course import Assignment, load_assignment
from grader.outcome import SubmissionResult
from grader.wire.frames import Caps

RESULT = TypeAdapter(SubmissionResult)
CAPS = Caps(header=1 << 30, body=1 << 30)


@dataclass(frozen=True)
class Setup:
    """What an examiner is told before its first paper.

    ``seed`` is the run's secret; ``device`` is "auto" or the name of one device; ``past_due``
    whether missing work counts as 0 by now; ``sandbox`` what was asked for with ``--sandbox``.
    """

    course: str
    assignment: str
    seed: str
    device: str
    past_due: bool
    sandbox: str = "auto"

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Setup:
        return cls(**plain)

    def load(self) -> Assignment:
        """The assignment itself. Raises CourseError."""
        return load_assignment(Path(self.course), self.assignment)


@dataclass(frozen=True)
class Ready:
    """What an examiner says when its control run is over.

    ``problems`` are the hidden tests and references that can't be used, by exercise.
    """

    devices: tuple[str, ...]
    sandbox: tuple[str, ...]
    torch: str
    problems: dict[str, list[str]]

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Ready:
        return cls(
            devices=tuple(plain["devices"]),
            sandbox=tuple(plain["sandbox"]),
            torch=plain["torch"],
            problems=plain["problems"],
        )
