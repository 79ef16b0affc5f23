"""What can be said of a submission: frozen records, from one test up to the whole paper.

Every record is plain data, so that it can cross a process border, be stored in the gradebook and
be rendered by the report. Nothing here decides anything; see ``grader.exam`` for verdicts.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

TextValue: TypeAlias = str | int | float


class Outcome(StrEnum):
    """What became of one test; the words that stand in ``results.json``."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_LIMIT = "output_limit"
    CRASHED = "crashed"
    MISSING = "missing"
    DEVICE_DISAGREEMENT = "device_disagreement"
    NOT_CHECKED = "not_checked"
    NOT_GRADED = "not_graded"


class Status(StrEnum):
    """What became of an exercise, or of a whole submission (graded or not_graded only)."""

    GRADED = "graded"
    NOT_HANDED_IN = "not_handed_in"
    UNREADABLE = "unreadable"
    NOT_GRADED = "not_graded"


@dataclass(frozen=True)
class Text:
    """A sentence that is translated when it is shown, not when it is made.

    ``template`` is the English sentence with ``{name}`` placeholders and is the key for
    translation; ``values`` fill the placeholders afterwards. A value is code or a number, and stays
    as it is; a phrase of more than one word is translated where the catalogue knows it.
    """

    template: str
    values: Mapping[str, TextValue] = field(default_factory=dict)

    def english(self) -> str:
        """The sentence in English."""
        return fill(self.template, self.values)


def text(template: str, /, **values: TextValue) -> Text:
    """Make a ``Text``; Babel collects the first argument of calls to this function."""
    return Text(template, values)


def fill(template: str, values: Mapping[str, TextValue]) -> str:
    """Put ``values`` into ``template``; a placeholder without a value stays as it is."""

    class _Keep(dict[str, TextValue]):
        def __missing__(self, key: str) -> str:
            return "{" + key + "}"

    return template.format_map(_Keep(values)) if values else template


@dataclass(frozen=True)
class Frame:
    """One line of a student's traceback: where it is in the notebook, and the line itself.

    ``cell`` and ``line`` count from 1; ``cell`` counts all cells of the notebook.
    """

    file: str
    cell: int
    line: int
    function: str
    source: str


@dataclass(frozen=True)
class Value:
    """A value as a page shows it: ``text`` always, and a small tensor as rows too.

    ``rows`` holds at most 8 by 8 numbers, already formatted; None when the value is no tensor or
    too large to be shown whole.
    """

    text: str
    shape: tuple[int, ...] | None = None
    dtype: str | None = None
    device: str | None = None
    rows: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True)
class Difference:
    """One place at which two tensors differ."""

    index: tuple[int, ...]
    expected: str
    got: str


@dataclass(frozen=True)
class Failure:
    """Why a test was not passed, for the student's eyes."""

    messages: tuple[Text, ...] = ()
    expected: Value | None = None
    got: Value | None = None
    differences: tuple[Difference, ...] = ()
    largest_difference: str | None = None
    frames: tuple[Frame, ...] = ()
    # For the instructor alone: assertion introspection, an internal traceback.
    internal: str = ""


@dataclass(frozen=True)
class Example:
    """A small call that shows the difference: not one of a hidden test's.

    ``arguments`` as Python would write the call; ``problem`` where the function raised.
    """

    call: str
    expected: Value
    got: Value | None = None
    problem: Text | None = None


@dataclass(frozen=True)
class Diagnosis:
    """What a failure shows: the names of known misconceptions, or else a small example.

    Two names together mean that both mistakes were made at once.
    """

    misconceptions: tuple[str, ...] = ()
    example: Example | None = None


@dataclass(frozen=True)
class TestResult:
    """One hidden test of one submission. ``score`` is None when it is not known (not graded).

    ``hints`` lead from a question to a pointer; empty where they would be of no use, see
    ``grader.exam.grading``.
    """

    __test__ = False  # not a test class, whatever pytest thinks of its name

    test: str
    sentence: Text
    outcome: Outcome
    devices: Mapping[str, Outcome]
    score: float | None
    max_score: float
    failure: Failure | None = None
    diagnosis: Diagnosis | None = None
    printed: str = ""
    cpu_seconds: float = 0.0
    hints: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook as it was handed in. ``kind`` is "code" or "markdown"."""

    number: int
    kind: str
    source: str


@dataclass(frozen=True)
class Place:
    """Where a student's function stands: its cell, its first and last line, its name there."""

    cell: int
    first: int
    last: int
    name: str


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise of one submission."""

    exercise: str
    title: Text
    status: Status
    score: float | None
    max_score: float
    file: str | None = None
    notes: tuple[Text, ...] = ()
    tests: tuple[TestResult, ...] = ()
    cells: tuple[Cell, ...] = ()
    place: Place | None = None


@dataclass(frozen=True)
class SubmissionResult:
    """One student's whole paper.

    ``score`` is None when anything in it was not graded. ``language`` is that of the notebooks as
    they say, "" where none does.
    """

    student: str
    status: Status
    score: float | None
    max_score: float
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[Text, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Run:
    """What a run was made with, so that it can be repeated. Times are in UTC."""

    id: str
    seed: str
    devices: tuple[str, ...]
    grader: str
    torch: str
    sandbox: tuple[str, ...]
    started: datetime.datetime
    finished: datetime.datetime | None = None
