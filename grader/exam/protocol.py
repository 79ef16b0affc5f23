"""What an orchestrator and an examiner say to each other (``grader.exam.service``)."""

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
    whether missing work counts as 0 by now; ``sandbox`` what was asked for with ``--sandbox``;
    ``memory`` a folder for what examiners of the same tests find out once, or "".
    """

    course: str
    assignment: str
    seed: str
    device: str
    past_due: bool
    sandbox: str = "auto"
    memory: str = ""

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Setup:
        return cls(**plain)

    def load(self) -> Assignment:
        """The assignment itself. Raises CourseError."""
        return load_assignment(Path(self.course), self.assignment)


@dataclass(frozen=True)
class Terms:
    """How a paper sits the exam. The defaults are a student's; ``grader.verify`` asks for others.

    ``gated``: tests wait for those that they need. ``fresh_seed``: the paper has a seed of its
    own, made of the run's seed and the paper's name. ``repeats``: how many times it sits it, each
    time with other seeds; the result is of the first time when something failed. ``diagnosed``:
    failures are compared with the known misconceptions. ``evidence``: what helps to look into
    failures is kept: what tests hand over to be drawn, and the calls to be replayed. ``accounts``:
    what statistical assertions spend comes back with the result, and whether they would reject at
    ``levels``. ``only``: these exercises alone are looked at, all without it. ``tests``: of these
    exercises, these tests alone are run, all without it.
    """

    gated: bool = True
    fresh_seed: bool = False
    repeats: int = 1
    diagnosed: bool = True
    evidence: bool = True
    accounts: bool = False
    levels: tuple[float, ...] = ()
    only: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Terms:
        lists = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
        return cls(**{**plain, **lists})


@dataclass(frozen=True)
class Account:
    """One statistical assertion of a paper: its bound, and the levels at which it would reject."""

    exercise: str
    test: str
    device: str
    what: str
    false_alarm: float
    rejected: tuple[float, ...]

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Account:
        return cls(**{**plain, "rejected": tuple(plain["rejected"])})


@dataclass(frozen=True)
class HiddenTest:
    """What is fixed of a hidden test before any student sits it."""

    name: str
    sentence: str
    weight: float
    needs: tuple[str, ...]
    devices: tuple[str, ...]
    false_alarm: float = 0.0
    kept: str = ""
    hints: tuple[str, ...] = ()

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> HiddenTest:
        """From what came over a socket, where tuples are lists."""
        lists = ("needs", "devices", "hints")
        return cls(**{**plain, **{name: tuple(plain[name]) for name in lists}})


@dataclass(frozen=True)
class Ready:
    """What an examiner says when its control run is over.

    ``problems`` are the hidden tests and references that can't be used, by exercise; ``tests``
    the hidden tests that were collected.
    """

    devices: tuple[str, ...]
    sandbox: tuple[str, ...]
    torch: str
    problems: dict[str, list[str]]
    tests: dict[str, tuple[HiddenTest, ...]]

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Ready:
        return cls(
            devices=tuple(plain["devices"]),
            sandbox=tuple(plain["sandbox"]),
            torch=plain["torch"],
            problems=plain["problems"],
            tests={
                exercise: tuple(map(HiddenTest.from_plain, tests))
                for exercise, tests in plain["tests"].items()
            },
        )
