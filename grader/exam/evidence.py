"""``evidence``: what a hidden test hands over to be looked at, whether it passes or fails.

A test gives the student's numbers beside the expected ones; the student's page draws them
(``grader.report.charts``). Verdicts never depend on it: what can't be drawn is left out. That
covers whatever came from the student, such as NaN, lists of other lengths or values of no use, and
what a function raises that was handed over instead of numbers.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import torch

from grader.errors import SandboxError
from grader.exam.candidate import StudentRaised
from grader.exam.overtime import Overtime
from grader.outcome import Chart, Drawing, Series, Text, text
from grader.sandbox.faults import CandidateFault

MOST_POINTS = 200
MOST_CHARTS = 3
MOST_SERIES = 3
_MOST_LOOKED_AT = 100_000
_LARGEST = 1e100  # pictures need differences of numbers and their squares to be finite
_DIGITS = 6
# What ends a test, wherever it comes from.
_NOT_OURS = (Overtime, CandidateFault, StudentRaised, SandboxError)

Array: TypeAlias = np.ndarray[Any, Any]
# Numbers in any form, or a function that gives them.
Numbers: TypeAlias = Any
Places: TypeAlias = Any
Words: TypeAlias = str | Text
# First the student's, then what is expected (True): names, and what is to be drawn of each.
Groups: TypeAlias = list[tuple[bool, list[tuple[Words, Any]]]]


class Evidence:
    """Takes what one test wants drawn. A chart replaces an earlier one with the same title, so
    that of a loop the last turn is shown: the one that failed.

    All titles and names are texts for students, to be translated; code in backticks needs no
    translation.

    Args:
        wanted: whether anything is kept; where nobody will look, nothing is computed.
        strict: raise where something can't be drawn; for authors, whose own solution it is.
    """

    def __init__(self, *, wanted: bool = True, strict: bool = False) -> None:
        self._wanted = wanted
        self._strict = strict
        self._charts: dict[str, Chart] = {}

    @property
    def charts(self) -> tuple[Chart, ...]:
        """What can be drawn of all that was handed over."""
        return tuple(self._charts.values())

    def scatter(
        self,
        title: Words,
        *,
        x: Words,
        y: Words,
        yours: Mapping[str, Places],
        expected: Mapping[str, Places] | None = None,
    ) -> None:
        """A dot for each of the student's places, and the expected ones joined by a line.

        Args:
            title: what is seen.
            x: the title of the axis to the right.
            y: the title of the axis upwards.
            yours: by name, pairs of numbers for ``x`` and as many for ``y``, in tensors or lists
                of any shape.
            expected: the same for what is right.
        """
        self._add(Drawing.SCATTER, (title, x, y), _groups(yours, expected), _places)

    def path(
        self,
        title: Words,
        *,
        x: Words,
        y: Words,
        yours: Mapping[str, Places],
        expected: Mapping[str, Places] | None = None,
    ) -> None:
        """Places in the plane, joined in their order; arguments as for ``scatter``."""
        self._add(Drawing.PATH, (title, x, y), _groups(yours, expected), _places)

    def lines(
        self,
        title: Words,
        *,
        x: Words,
        y: Words,
        yours: Mapping[str, Numbers],
        expected: Mapping[str, Numbers] | None = None,
        first: int = 1,
    ) -> None:
        """Numbers over ``first``, ``first`` + 1 and so on: over epochs or steps.

        Args:
            title: what is seen.
            x: what is counted to the right.
            y: the title of the axis upwards.
            yours: by name, the student's numbers.
            expected: the same for what is right.
            first: where the first number stands.
        """

        def counted(name: Text, numbers: Numbers, *, expected: bool) -> Series:
            return _counted(name, numbers, first, expected=expected)

        self._add(Drawing.LINES, (title, x, y), _groups(yours, expected), counted)

    def histogram(
        self,
        title: Words,
        *,
        x: Words,
        values: Numbers,
        between: tuple[float, float],
        expected: Callable[[torch.Tensor], torch.Tensor] | None = None,
        bars: int = 30,
    ) -> None:
        """How many of the student's numbers lie where.

        Args:
            title: what is seen.
            x: what the numbers are.
            values: the student's numbers.
            between: the ends of the picture; what lies outside is counted in words.
            expected: the density that is right, at a float64 vector of numbers;
                ``grader.exam.statistics.normal_density`` makes one.
            bars: how many bars there are, 200 at most.
        """
        made = functools.partial(_bars, between=between, bars=min(bars, MOST_POINTS))
        groups: Groups = [(False, [(text("yours"), values)])]
        if expected is not None:
            groups += [(True, [(text("expected"), lambda: (values, expected))])]
        self._add(Drawing.HISTOGRAM, (title, x, text("how many")), lambda: groups, made)

    def _add(
        self,
        drawing: Drawing,
        titles: Sequence[Words],
        groups: Callable[[], Groups],
        make: Callable[..., Series],
    ) -> None:
        if not self._wanted:
            return
        title, x, y = map(_text, titles)
        self._charts.pop(title.template, None)
        series = tuple(self._series(groups, make))
        of_student = any(not item.expected for item in series)
        if of_student and len(self._charts) < MOST_CHARTS:
            self._charts[title.template] = Chart(drawing, title, x, y, series)

    def _series(
        self,
        groups: Callable[[], Groups],
        make: Callable[..., Series],
    ) -> Iterator[Series]:
        for expected, named in self._tried(groups) or ():
            for name, given in named[:MOST_SERIES]:
                made = self._tried(_made, make, name, given, expected=expected)
                if made is not None:
                    yield made

    def _tried(self, make: Callable[..., Any], *given: Any, **more: Any) -> Any:
        try:
            return make(*given, **more)
        except _NOT_OURS:
            raise
        except Exception:  # the border of what can be drawn: no verdict may depend on a picture
            if self._strict:
                raise
            return None


def _groups(yours: Mapping[str, Any], expected: Mapping[str, Any] | None) -> Callable[[], Groups]:
    return lambda: [(False, [*yours.items()]), (True, [*(expected or {}).items()])]


def _text(words: Words) -> Text:
    return words if isinstance(words, Text) else Text(words)


def _made(make: Callable[..., Series], name: Words, given: Any, *, expected: bool) -> Series:
    return make(_text(name), given() if callable(given) else given, expected=expected)


def _places(name: Text, places: Places, *, expected: bool) -> Series:
    (x, count), (y, other) = map(_numbers, places)
    if count != other:
        raise ValueError(f"{name.english()}: {count} numbers for x, but {other} for y")
    return _series(name, x, y, count, expected=expected)


def _counted(name: Text, numbers: Numbers, first: int, *, expected: bool) -> Series:
    y, count = _numbers(numbers)
    return _series(name, first + _evenly(count, y.size), y, count, expected=expected)


def _series(name: Text, x: Array, y: Array, total: int, *, expected: bool) -> Series:
    """A series of what can be drawn of these places. Raises ValueError where nothing can."""
    drawable = _drawable(x) & _drawable(y)
    lost = x.size - int(drawable.sum())
    if lost == x.size:
        raise ValueError(f"{name.english()}: there is no finite number in it")
    x, y = x[drawable], y[drawable]
    kept = _evenly(x.size, MOST_POINTS)
    return Series(name, expected, _rounded(x[kept]), _rounded(y[kept]), total, lost)


def _bars(
    name: Text, given: Any, *, expected: bool, between: tuple[float, float], bars: int
) -> Series:
    if not expected:
        return _counts(name, given, between, bars)
    values, density = given
    return _densities(name, values, density, between, bars)


def _counts(name: Text, values: Numbers, between: tuple[float, float], bars: int) -> Series:
    numbers, total = _numbers(values)
    finite = numbers[_drawable(numbers)]
    if not finite.size:
        raise ValueError(f"{name.english()}: there is no finite number in it")
    counts, edges = np.histogram(finite, bins=bars, range=between)
    scale = total / numbers.size  # of very many, not all were looked at
    lost = round(scale * (numbers.size - int(counts.sum())))
    return Series(name, False, _middles(edges), _rounded(scale * counts), total, lost)


def _densities(
    name: Text,
    values: Numbers,
    density: Callable[[torch.Tensor], torch.Tensor],
    between: tuple[float, float],
    bars: int,
) -> Series:
    total = values.numel() if isinstance(values, torch.Tensor) else np.size(values)
    edges = np.linspace(*between, bars + 1)
    middles = torch.from_numpy((edges[:-1] + edges[1:]) / 2)
    share = density(middles) * (between[1] - between[0]) / bars
    return Series(name, True, _middles(edges), _rounded(total * share.double().numpy()), total)


def _middles(edges: Array) -> tuple[float, ...]:
    return _rounded((edges[:-1] + edges[1:]) / 2)


def _numbers(values: Numbers) -> tuple[Array, int]:
    """As a vector of float64, evenly taken of very many, and how many there are.

    What is no number in a list becomes NaN. Raises TypeError where it is no list of numbers at all.
    """
    if isinstance(values, torch.Tensor) and not values.is_complex():
        flat = values.detach().flatten()
        kept = torch.from_numpy(_evenly(len(flat), _MOST_LOOKED_AT))
        taken = flat if len(kept) == len(flat) else flat[kept.to(flat.device)]
        return taken.cpu().double().numpy(), len(flat)
    if isinstance(values, np.ndarray) and values.dtype.kind in "biuf":
        line = values.reshape(-1)
        return line[_evenly(line.size, _MOST_LOOKED_AT)].astype(np.float64), line.size
    if isinstance(values, list | tuple):
        kept_places = _evenly(len(values), _MOST_LOOKED_AT).tolist()
        return np.array([_number(values[place]) for place in kept_places], float), len(values)
    raise TypeError(f"a {type(values).__name__} is no list of numbers")


def _number(item: object) -> float:
    if isinstance(item, torch.Tensor) and item.numel() == 1 and not item.is_complex():
        return float(item.detach())
    if isinstance(item, int | float | np.integer | np.floating):
        try:
            return float(item)
        except OverflowError:  # an integer beyond all floats
            return math.inf
    return math.nan


def _evenly(count: int, most: int) -> Array:
    """At most so many places out of ``count``, as evenly as can be, the ends among them."""
    return np.arange(count) if count <= most else np.linspace(0, count - 1, most).astype(int)


def _drawable(numbers: Array) -> Array:
    return np.isfinite(numbers) & (np.abs(numbers) <= _LARGEST)


def _rounded(numbers: Array) -> tuple[float, ...]:
    """Six digits are more than a picture shows, and keep records small."""
    plain = np.where(np.abs(numbers) < 1 / _LARGEST, 0.0, numbers)
    size = np.floor(np.log10(np.where(plain == 0, 1.0, np.abs(plain))))
    finer, coarser = (10.0 ** np.maximum(sign * (_DIGITS - 1 - size), 0) for sign in (1, -1))
    # Powers of ten up to 1e22 are exact: what comes out is the nearest to a short decimal.
    rounded: list[float] = (np.round(plain * finer / coarser) * coarser / finer).tolist()
    return tuple(rounded)
