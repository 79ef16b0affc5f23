"""What a layout makes of a place: papers, before their people have names that are unique."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grader.intake.sources import Source


@dataclass(frozen=True)
class Who:
    """Somebody as the platform names them.

    ``key`` is the same for the same person, and tells people of one name apart; it is never shown.
    ``ids`` are pairs of a platform and the id there.
    """

    name: str
    key: str
    ids: tuple[tuple[str, str], ...] = ()
    full_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Paper:
    """One thing handed in; the fields are those of ``Submission``."""

    people: tuple[Who, ...]
    sources: tuple[Source, ...]
    handed_in: datetime | None = None
    late: bool | None = None
    origin: str = ""


@dataclass(frozen=True)
class Found:
    """Papers in order, the names of what is none, and what an instructor should know."""

    papers: tuple[Paper, ...]
    unmatched: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What the instructor asks for: a pattern for paths, an assignment among several."""

    pattern: str | None = None
    assignment: str | None = None
