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

    @property
    def is_failure(self) -> bool:
        """Whether the program failed the test: neither passed it nor has it still to come."""
        return self not in (Outcome.PASSED, Outcome.NOT_CHECKED, Outcome.NOT_GRADED)


class Status(StrEnum):
    """What became of an exercise, or of a whole submission (graded or not_graded only)."""

    GRADED = "graded"
    NOT_HANDED_IN = "not_handed_in"
    UNREADABLE = "unreadable"
    NOT_GRADED = "not_graded"


@dataclass(frozen=True, slots=True)
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


class _Keep(dict[str, TextValue]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def fill(template: str, values: Mapping[str, TextValue]) -> str:
    """Put ``values`` into ``template``; a placeholder without a value stays as it is."""
    return template.format_map(_Keep(values)) if values else template


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a student's traceback: where it is in the notebook, and the line itself.

    ``cell`` and ``line`` count from 1; ``cell`` counts all cells of the notebook.
    """

    file: str
    cell: int
    line: int
    function: str
    source: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which two tensors differ."""

    index: tuple[int, ...]
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class ErrorMap:
    """Where in a large tensor the errors are, as a small picture in the form of a matrix.

    A tensor of more dimensions is a matrix whose rows are all but the last dimension, one of one
    dimension or none is a single row. ``codes`` has a text for each row of blocks (at most 24 by
    24), with a digit for each block: 0 where all of it is right, else 1 to 9 by its largest error,
    9 for the largest of all. ``rows`` and ``columns`` are the matrix's sizes. ``words`` say where
    the errors are, for tensors of at most two dimensions.
    """

    codes: tuple[str, ...]
    rows: int
    columns: int
    words: Text | None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a test was not passed, for the student's eyes."""

    messages: tuple[Text, ...] = ()
    expected: Value | None = None
    got: Value | None = None
    differences: tuple[Difference, ...] = ()
    largest_difference: str | None = None
    error_map: ErrorMap | None = None
    frames: tuple[Frame, ...] = ()
    # For the instructor alone: assertion introspection, an internal traceback.
    internal: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A small call that shows the difference: not one of a hidden test's.

    ``arguments`` as Python would write the call; ``problem`` where the function raised.
    """

    call: str
    expected: Value
    got: Value | None = None
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a failure shows: the names of known misconceptions, or else a small example.

    Two names together mean that both mistakes were made at once. ``distance`` is how far what the
    test saw is from what it sees of them, 0 for the same (``grader.diagnosis.agreement``);
    ``also`` names what agreed as well and was found less likely. Both are for the instructor.
    """

    misconceptions: tuple[str, ...] = ()
    example: Example | None = None
    distance: float | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """The calls of a test as Python, to be run below the student's code; for the instructor alone.

    ``code`` is empty where it would be too long. ``calls`` counts the calls of the student's
    function in it, ``left_out`` those before them that are not; ``emptied`` the tensors that were
    too large to keep, and are all zeros in it.
    """

    code: str
    calls: int
    left_out: int = 0
    emptied: int = 0


class Drawing(StrEnum):
    """How a chart is drawn. A scatter plot sets dots, and a line for what is expected; lines go
    over 1, 2, 3 …; a path joins places of the plane in their order; a histogram has bars."""

    SCATTER = "scatter"
    LINES = "lines"
    PATH = "path"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Series:
    """What belongs together in a chart: finite numbers, as many in ``x`` as in ``y``, at most 200.

    ``expected``: the reference's or the theory's, not the student's. ``total`` says how many there
    were before they were thinned evenly, ``lost`` how many of them can't be drawn: they are not
    finite, or lie outside of a histogram. In a histogram ``x`` holds the middles of the bars and
    ``y`` how many numbers, of ``total``, are in each.
    """

    name: Text
    expected: bool
    x: tuple[float, ...]
    y: tuple[float, ...]
    total: int
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """What a hidden test hands over to be looked at; ``x`` and ``y`` are the axes' titles."""

    drawing: Drawing
    title: Text
    x: Text
    y: Text
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class TestResult:
    """One hidden test of one submission. ``score`` is None when it is not known (not graded).

    ``cpu_seconds`` are those of the student's program, ``seconds`` those of the whole test by
    the clock. ``replay`` is for the instructor alone.
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
    charts: tuple[Chart, ...] = ()
    printed: str = ""
    cpu_seconds: float = 0.0
    seconds: float = 0.0
    replay: Replay | None = None
    hints: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a notebook as it was handed in. ``kind`` is "code" or "markdown"."""

    number: int
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a student's function stands: its cell, its first and last line, its name there."""

    cell: int
    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as it was handed in: its name, its bytes and their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What grading a submission took.

    ``seconds`` by the clock, from reading to the diagnosis; ``cpu_seconds`` of the student's
    processes, of which there were ``processes``; ``peak_bytes`` is the largest resident memory of
    any of them as the kernel tells it (``ru_maxrss``): a whole process with PyTorch loaded.
    """

    seconds: float
    cpu_seconds: float
    processes: int
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """One student's whole paper.

    ``score`` is None when anything in it was not graded. ``language`` is that of the notebooks as
    they say, "" where none does. ``files`` and ``spent`` are for the instructor.
    """

    student: str
    status: Status
    score: float | None
    max_score: float
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[Text, ...] = ()
    language: str = ""
    files: tuple[HandedIn, ...] = ()
    spent: Spent | None = None


@dataclass(frozen=True, slots=True)
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
