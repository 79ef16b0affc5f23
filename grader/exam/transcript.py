"""What a test saw, in order: each assertion with the value that it looked at.

Two programs that make the same mistake lead the same test to the same observations, whatever their
style; ``grader.diagnosis`` compares them. The transcript also keeps account of what the statistical
assertions spend of the false-alarm budget. Where nobody listens, as under plain pytest, nothing is
kept.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import torch

_MAX_SEEN = 4000
_MAX_NUMBERS = 2048
_MAX_TEXT = 300
# At these levels each statistical assertion also says whether it would reject, where it is asked.
LEVELS = (1e-2, 1e-3)


@dataclass(frozen=True, eq=False)
class Numbers:
    """The elements of a tensor or of a list of numbers, at most 2048 of them, evenly taken.

    ``dtype`` is None where the numbers came without one, from a list for example.
    """

    shape: tuple[int, ...]
    dtype: str | None
    elements: np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class Sample:
    """A sample by its quantiles; its order says nothing. ``size`` is how many were drawn."""

    size: int
    quantiles: np.ndarray[Any, Any]


Saw: TypeAlias = Numbers | Sample | float | str | None


class Seen:
    """One observation. ``what`` says which assertion made it; ``values`` what it looked at, as that
    was then. Of tests that pass nobody asks for them, so they are made when they are asked for."""

    __slots__ = ("_kept", "_values", "what")

    def __init__(self, what: str, values: Mapping[str, object]) -> None:
        self.what = what
        self._kept = {name: _kept(value) for name, value in values.items()}
        self._values: dict[str, Saw] | None = None

    @property
    def values(self) -> Mapping[str, Saw]:
        if self._values is None:
            self._values = {name: _saw(value) for name, value in self._kept.items()}
            self._kept = {}
        return self._values


@dataclass(frozen=True)
class Spent:
    """One statistical assertion: its false-alarm bound, and at which levels it would reject."""

    what: str
    false_alarm: float
    rejected: tuple[float, ...] = ()


@dataclass
class Transcript:
    """What one test saw of one program. ``levels`` are those that assertions are asked about."""

    levels: tuple[float, ...] = ()
    seen: list[Seen] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)

    def add(self, what: str, values: Mapping[str, object]) -> None:
        if len(self.seen) < _MAX_SEEN:
            self.seen.append(Seen(what, values))


_current: ContextVar[Transcript | None] = ContextVar("transcript", default=None)


@contextlib.contextmanager
def recording(transcript: Transcript) -> Iterator[None]:
    """Let assertions write into ``transcript``."""
    token = _current.set(transcript)
    try:
        yield
    finally:
        _current.reset(token)


def saw(what: str, /, **values: object) -> None:
    """An assertion has looked at these values."""
    transcript = _current.get()
    if transcript is not None:
        transcript.add(what, values)


def spend(what: str, false_alarm: float, rejects: Callable[[float], bool]) -> None:
    """A statistical assertion was made.

    Args:
        what: the assertion, and what it was about.
        false_alarm: its bound on false alarms.
        rejects: whether it would fail at a given bound.
    """
    transcript = _current.get()
    if transcript is not None:
        rejected = tuple(level for level in transcript.levels if rejects(level))
        transcript.spent.append(Spent(what, false_alarm, rejected))


def sample_of(ordered: torch.Tensor) -> Sample:
    """A sorted sample as a transcript keeps it."""
    return Sample(ordered.numel(), _evenly(ordered.numpy()))


def _kept(value: object) -> object:
    """What ``_saw`` makes the same of later, whatever becomes of the value."""
    if type(value) is torch.Tensor and value.numel() <= _MAX_NUMBERS:
        return value.detach().clone()
    return _saw(value)


def _saw(value: object) -> Saw:
    if value is None or isinstance(value, Sample | Numbers):
        return value
    if isinstance(value, bool | int | float):
        return _number(value)
    if isinstance(value, str):
        return value[:_MAX_TEXT]
    if isinstance(value, torch.Tensor):
        return _numbers(value)
    if isinstance(value, list | tuple) and value:
        return _listed(value)
    return f"a value of type {getattr(value, 'type_name', type(value).__name__)}"[:_MAX_TEXT]


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _numbers(tensor: torch.Tensor) -> Numbers:
    plain = tensor.detach().cpu().flatten()
    if plain.numel() > _MAX_NUMBERS:
        plain = plain[torch.linspace(0, plain.numel() - 1, _MAX_NUMBERS).long()]
    plain = plain.abs() if plain.is_complex() else plain
    dtype = str(tensor.dtype).removeprefix("torch.")
    return Numbers(tuple(tensor.shape), dtype, plain.double().numpy().copy())


def _listed(values: list[Any] | tuple[Any, ...]) -> Saw:
    found = [
        item.item() if isinstance(item, torch.Tensor) and item.numel() == 1 else item
        for item in values[:_MAX_NUMBERS]
    ]
    if all(isinstance(item, int | float) for item in found):
        return Numbers((len(values),), None, np.array([_number(item) for item in found]))
    return f"a {type(values).__name__} of {len(values)}"


def _evenly(ordered: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    if ordered.size <= _MAX_NUMBERS:
        return ordered
    places = np.linspace(0, ordered.size - 1, _MAX_NUMBERS).astype(int)
    picked: np.ndarray[Any, Any] = ordered[places]
    return picked
