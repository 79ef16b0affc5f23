"""One submission's conversation with its candidates: reading, loading, tests, calls.

A candidate that faults is replaced by a fresh one before the next test. Everything that comes back
is checked against what was asked; what does not fit is the candidate's fault.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from grader.errors import ExamError, WireError
from grader.exam.notes import note
from grader.exam.overtime import Overtime
from grader.exam.papers import WALL_PER_CPU, ExerciseSpec, Extraction, FileReading
from grader.exam.tape import Tape
from grader.outcome import Cell, Frame, Outcome, Place, Spent, Text, text
from grader.sandbox import faults
from grader.sandbox.faults import CandidateFault, Ending
from grader.sandbox.launcher import Candidate, CandidateLimits, Starter
from grader.wire.frames import Caps
from grader.wire.messages import Kind
from grader.wire.values import Decoder, Encoder, Resolve

_CAPS = Caps()
_MAX_FRAMES = 12
_MAX_SOURCE = 4 << 20
_MAX_NOTES = 40
_MAX_NAME = 120
_MAX_FILE = 400
# What taking apart a tree of another form can raise: it may hold tensors in place of lists.
_MALFORMED = (TypeError, ValueError, KeyError, IndexError, RuntimeError, OverflowError)
# Requests that begin a test, where it has not begun yet.
_BEGINNING = (Kind.CALL, Kind.PUBLIC)
_MEMORY_WORDS = ("can't allocate memory", "not enough memory", "cannot allocate memory")


class StudentRaised(Exception):  # noqa: N818  # it is the student's program that raised
    """The student's code raised; ``names`` are its type's and its bases' names."""

    def __init__(self, names: Sequence[str], message: str, frames: Sequence[Frame]) -> None:
        super().__init__(f"{names[0]}: {message}" if message else names[0])
        self.names = tuple(names)
        self.message = message
        self.frames = tuple(frames)

    @property
    def outcome(self) -> Outcome:
        """Out of memory is an outcome of its own; anything else is "raised"."""
        lowered = self.message.lower()
        if "MemoryError" in self.names or any(words in lowered for words in _MEMORY_WORDS):
            return Outcome.OUT_OF_MEMORY
        return Outcome.RAISED


class Conversation:
    """Talks to the candidates of one submission, one after another as they fault.

    Args:
        starter: where candidates come from.
        limits: what the submission may use; ``life_cpu_seconds`` is for all its candidates.
        files: the handed-in files, by name.
        specs: the exercises to take out.
    """

    def __init__(
        self,
        starter: Starter,
        limits: CandidateLimits,
        files: Mapping[str, bytes],
        specs: Sequence[ExerciseSpec],
    ) -> None:
        self._starter = starter
        self._limits = limits
        self._files = dict(files)
        self._specs = {spec.exercise: spec for spec in specs}
        self._process: Candidate | None = None
        self._loaded: set[str] = set()
        self._load_failures: dict[str, StudentRaised | CandidateFault] = {}
        self._left = limits.life_cpu_seconds
        self._deadline = time.monotonic() + limits.life_cpu_seconds * WALL_PER_CPU
        self.readings: dict[str, FileReading] = {}
        self.extractions: dict[str, Extraction] = {}
        # Whether a test ran out of time while it had to wait for a busy machine.
        self.starved = False
        # What was asked of the candidate in this test.
        self.tape = Tape(0)
        # What the first request of a test brings along; None once that has gone out.
        self.seed: int | None = None
        self._opened = time.monotonic()
        self._endings: list[Ending] = []
        self._taken = 0.0

    # Before the tests.

    def read(self) -> None:
        """Read all files and take the programs out; fills ``readings`` and ``extractions``.

        A file on which the reader dies is set aside, and the others are read again without it.
        """
        while True:
            try:
                self._start()
            except (CandidateFault, StudentRaised) as fault:
                if fault.outcome is Outcome.NOT_GRADED:
                    raise ExamError(f"a candidate was lost: {fault}") from fault
                self._drop()
                if not self._set_aside_unread():
                    self._give_up_reading()
                    return
            else:
                return

    def _start(self) -> None:
        if self._left <= 0:
            raise faults.submission_out_of_time(self._limits.life_cpu_seconds)
        limits = CandidateLimits(
            cpu_seconds=self._limits.cpu_seconds,
            wall_seconds=self._limits.wall_seconds,
            life_cpu_seconds=self._left,
            memory_bytes=self._limits.memory_bytes,
            output_bytes=self._limits.output_bytes,
        )
        self._process = self._starter.spawn(limits)
        self._loaded = set()
        for name, data in self._files.items():
            reply = self.request(Kind.READ, [name, data])
            self.readings[name] = _reading(name, reply.tree)
        reply = self.request(Kind.EXTRACT, [dict(spec.plain) for spec in self._specs.values()])
        self.extractions = _extractions(reply.tree, list(self._specs))

    def _set_aside_unread(self) -> bool:
        for name in self._files:
            if name not in self.readings:
                template = note("reader_failed", {"file": name})
                self.readings[name] = FileReading(name, None, template)
                del self._files[name]
                return True
        return False

    def _give_up_reading(self) -> None:
        """All files were read, but taking the programs out failed."""
        for name in list(self._files):
            problem = note("reader_failed", {"file": name})
            self.readings[name] = FileReading(name, None, problem)
        self.extractions = {name: Extraction("not_handed_in") for name in self._specs}

    # Tests.

    def begin(self, exercise: str, seed: int) -> None:
        """Make a candidate ready for a test; the first call seeds its generators.

        Raises:
            StudentRaised: the program raises while it is loaded.
            CandidateFault: it faults while it is loaded.
        """
        self.tape = Tape(seed)
        if exercise in self._load_failures:
            raise self._load_failures[exercise]
        if time.monotonic() > self._deadline:
            self.starved = True  # its CPU time was not used up
            self._drop()
            raise faults.submission_out_of_time(self._limits.life_cpu_seconds * WALL_PER_CPU)
        if self._process is None:
            self._start()
        assert self._process is not None
        self._process.begin()
        if exercise not in self._loaded:
            self._load(exercise)
        self.seed = seed

    def _load(self, exercise: str) -> None:
        try:
            reply = self.request(Kind.LOAD, [exercise, self._specs[exercise].provided_source])
        except (StudentRaised, CandidateFault) as failure:
            self._load_failures[exercise] = failure
            raise
        self._loaded.add(exercise)
        known = self.extractions[exercise].notes
        known += [found for found in _notes(reply.tree) if found not in known]

    def request(
        self,
        kind: Kind,
        tree: object,
        *,
        resolve: Resolve | None = None,
        encoder: Encoder | None = None,
    ) -> Decoder:
        """Ask the candidate for something; gives its answer.

        Raises:
            StudentRaised: the student's code raised.
            CandidateFault: the candidate came to its end or answered nonsense; it is gone now.
        """
        encoder = encoder or Encoder()
        header = encoder.header(tree)
        if kind in _BEGINNING:
            self.seed = None
        process = self._process
        if process is None:
            raise faults.broken_wire("the program had already ended")
        self.tape.add(kind, tree, header, encoder.buffers)
        try:
            frame = process.exchange(kind, header, encoder.buffers, _CAPS)
            message = Decoder(frame.header, frame.body, resolve)
            if frame.kind is Kind.RAISED:
                raise _raised(message.tree)
        except WireError as error:
            self._drop()
            raise faults.broken_wire(str(error)) from None
        except Overtime:
            self._drop()  # in the middle of a message: there is no going on with this one
            raise
        except CandidateFault as fault:
            self.starved = self.starved or fault.starved
            self._drop()
            raise
        return message

    @property
    def memory_bytes(self) -> int:
        """What each candidate may hold."""
        return self._limits.memory_bytes

    @property
    def longest_test(self) -> float:
        """Seconds by the clock after which one test has gone on for too long, whoever's fault."""
        return 2 * self._limits.wall_seconds + 5

    def take_output(self) -> str:
        """What the program printed during this test; kept also when it is gone."""
        return self._process.take_output() if self._process is not None else self._last_output

    _last_output = ""

    def retire(self) -> None:
        """The next test gets a fresh candidate: this one changed what tests share."""
        self._drop()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._last_output = process.take_output()
        began = time.monotonic()
        ending = process.end()
        waited = time.monotonic() - began
        self._left -= max(ending.cpu_seconds, waited)
        self._endings.append(ending)

    def take_cpu_seconds(self) -> float:
        """The CPU time that this submission's processes have used since this was last asked."""
        running = self._process.cpu_seconds() if self._process is not None else 0.0
        used = running + sum(ending.cpu_seconds for ending in self._endings)
        since, self._taken = used - self._taken, used
        return max(0.0, since)  # of a process that has just ended the time is not known yet

    def spent(self) -> Spent:
        """What the submission took, when it is closed."""
        return Spent(
            seconds=time.monotonic() - self._opened,
            cpu_seconds=sum(ending.cpu_seconds for ending in self._endings),
            processes=len(self._endings),
            peak_bytes=max((ending.peak_kb << 10 for ending in self._endings), default=0),
        )

    def close(self) -> None:
        """End the candidate, if there is one."""
        self._drop()


def _reading(name: str, tree: Any) -> FileReading:
    try:
        cells, problem, language = tree
        if cells is None:
            code, values = problem
            fallback = text("{file} could not be read: {reason}", file=name, reason=_word(code, 40))
            return FileReading(name, None, note(code, values) or fallback)
        checked = tuple(
            Cell(_number(n), _word(kind, _MAX_NAME), _word(source, _MAX_SOURCE))
            for n, kind, source in cells
        )
        return FileReading(name, checked, None, _word(language, _MAX_NAME))
    except _MALFORMED as error:
        raise faults.broken_wire("a malformed notebook") from error


def _extractions(tree: Any, exercises: list[str]) -> dict[str, Extraction]:
    if type(tree) is not list or any(type(report) is not dict for report in tree):
        raise faults.broken_wire("a malformed report")
    try:
        found = {_word(report["exercise"], _MAX_NAME): _extraction(report) for report in tree}
    except _MALFORMED as error:
        raise faults.broken_wire("a malformed report") from error
    if set(found) != set(exercises):
        raise faults.broken_wire("a report on other exercises than were asked for")
    return {name: found[name] for name in exercises}


def _extraction(report: Mapping[str, Any]) -> Extraction:
    status, file, forbidden = report["status"], report["file"], report["forbidden"]
    if status not in ("found", "missing", "not_handed_in"):
        raise ValueError(status)
    return Extraction(
        status=status,
        file=None if file is None else _word(file, _MAX_FILE),
        place=_place(report["place"]),
        notes=list(_notes(report["notes"])),
        forbidden=None if forbidden is None else _word(forbidden, _MAX_NAME),
    )


def _place(told: Any) -> Place | None:
    if told is None:
        return None
    cell, first, last, name = told
    return Place(_number(cell), _number(first), _number(last), _word(name, _MAX_NAME))


def _notes(listed: Any) -> Iterator[Text]:
    if not isinstance(listed, list):
        raise faults.broken_wire("malformed notes")
    for item in listed[:_MAX_NOTES]:
        if isinstance(item, list) and len(item) == 2:
            found = note(item[0], item[1])
            if found is not None:
                yield found


def _raised(tree: Any) -> StudentRaised | CandidateFault:
    try:
        names, message, frames = tree
        names = [_word(name, _MAX_NAME) for name in names[:12]] or ["Exception"]
        checked = [
            Frame(
                file=_word(file, _MAX_FILE),
                cell=_number(cell),
                line=_number(line),
                function=_word(function, _MAX_NAME),
                source=_word(source, 500),
            )
            for file, cell, line, function, source in frames[:_MAX_FRAMES]
        ]
        return StudentRaised(names, _word(message, 4000), checked)
    except _MALFORMED:
        return faults.broken_wire("a malformed exception")


def _word(value: Any, limit: int) -> str:
    """Text and nothing else: the text of another value could take for ever to make."""
    if type(value) is not str:
        raise TypeError("not a text")
    return value[:limit]


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 31:
        raise TypeError("not the number of a cell or a line")
    return value
