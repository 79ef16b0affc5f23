"""Has notebooks converted in a confined process; believes nothing that comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import msgpack
from pydantic import TypeAdapter

from grader.errors import SandboxError
from grader.sandbox import open_zygote
from grader.sandbox.faults import CandidateFault
from grader.sandbox.launcher import CONVERTERS, CandidateLimits, CandidateProcess, Zygote
from grader.sandbox.provider import Choice
from grader.wire.frames import Caps
from grader.wire.messages import Kind

LIMITS = CandidateLimits(
    cpu_seconds=8,  # of one file
    wall_seconds=120,  # an honest converter waits for nothing but a core
    life_cpu_seconds=20,  # of one submission
    memory_bytes=1 << 30,
    output_bytes=64 << 10,
)
_CAPS = Caps(header=16 << 20, body=0)
_MAX_FAULTS = 3  # of one submission; the rest of it is not tried then
_MAX_ITEMS = 100_000

_Output: TypeAlias = tuple[Literal["text", "picture", "other"], str | bytes]
_Cell: TypeAlias = tuple[Literal["code", "markdown", "raw"], str, str, list[_Output]]
_ANSWER: TypeAdapter[tuple[list[_Cell], int]] = TypeAdapter(tuple[list[_Cell], int])


@dataclass(frozen=True)
class ConvertedFile:
    """A file as its converter gave it back: HTML that is not to be trusted.

    ``cells`` hold kind, source, HTML and outputs; ``more`` is how many cells were left out.
    ``problem`` is "unreadable" where it is no notebook, "failed" where its converter failed.
    """

    name: str
    cells: tuple[_Cell, ...] = ()
    more: int = 0
    problem: str = ""


class Converters:
    """Starts a converter for each submission, from one zygote.

    Args:
        choice: which layers to put on.

    Raises:
        SandboxError: converters can't be confined here.
    """

    def __init__(self, choice: Choice, limits: CandidateLimits = LIMITS) -> None:
        self._choice = choice
        self._limits = limits
        self._zygote = self._open()

    def _open(self) -> Zygote:
        return open_zygote(self._choice, module=CONVERTERS)

    def close(self) -> None:
        self._zygote.close()

    def convert(self, files: Mapping[str, bytes]) -> list[ConvertedFile]:
        """One submission's files, in the order of their names.

        Raises:
            SandboxError: the zygote died, twice.
        """
        try:
            return list(self._convert(files))
        except SandboxError:
            self._zygote.close()
            self._zygote = self._open()
            return list(self._convert(files))

    def _convert(self, files: Mapping[str, bytes]) -> Iterator[ConvertedFile]:
        process: CandidateProcess | None = None
        faults = 0
        try:
            for name in sorted(files):
                if faults >= _MAX_FAULTS:
                    yield ConvertedFile(name, problem="failed")
                    continue
                process = process or self._zygote.spawn(self._limits)
                try:
                    yield _ask(process, name, files[name])
                except CandidateFault:
                    yield ConvertedFile(name, problem="failed")
                    faults += 1
                    process.end()
                    process = None
        finally:
            if process is not None:
                process.end()


def _ask(process: CandidateProcess, name: str, data: bytes) -> ConvertedFile:
    process.begin()
    encoded = name.encode("utf-8", "replace")
    frame = process.exchange(Kind.READ, encoded, [data] if data else [], _CAPS)
    if frame.kind is Kind.RAISED:
        return ConvertedFile(name, problem="unreadable")
    try:
        tree = msgpack.unpackb(
            frame.header, use_list=True, max_array_len=_MAX_ITEMS, max_map_len=0, max_ext_len=0
        )
        cells, more = _ANSWER.validate_python(tree)
    except (ValueError, msgpack.UnpackException):  # pydantic's error is a ValueError
        return ConvertedFile(name, problem="failed")
    return ConvertedFile(name, tuple(cells), max(more, 0))
