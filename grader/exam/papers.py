"""What a candidate is told of exercises, and what it says of the files that it was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.outcome import Cell, Place, Text

# A submission may take this many times its CPU time by the clock: a busy machine takes three.
WALL_PER_CPU = 5


@dataclass(frozen=True)
class ExerciseSpec:
    """What a candidate is told about an exercise, and what the examiner sets into it."""

    exercise: str
    plain: Mapping[str, Any]
    provided_source: str | None


@dataclass(frozen=True)
class FileReading:
    """A handed-in file after reading: its cells, or why there are none.

    ``language`` is what its prose is in, "" where it does not say so; only a claim.
    """

    file: str
    cells: tuple[Cell, ...] | None
    problem: Text | None
    language: str = ""


@dataclass
class Extraction:
    """What a candidate reports of one exercise: "found", "missing" or "not_handed_in"."""

    status: str
    file: str | None = None
    place: Place | None = None
    notes: list[Text] = field(default_factory=list)
    forbidden: str | None = None
