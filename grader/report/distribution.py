"""How the totals of a class are spread: bins, and where the histogram's bars stand.

Only numbers and places; ``templates/class.html`` draws them. Charts for students' pages are not
this module's business.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from grader.report.scales import round_step

_MAX_BINS = 20
_MAX_TICKS = 10
_TINY = 1e-9

# In units of the drawing: its size, and where the bars stand in it.
WIDTH, HEIGHT = 480.0, 200.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 472.0, 42.0, 172.0
_GAP = 10.0


@dataclass(frozen=True)
class Bin:
    """How many totals are at least ``low`` and below ``high``; in the last one, full marks,
    ``high`` equals ``low``."""

    low: float
    high: float
    count: int

    @property
    def full_marks(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Bar:
    """A bin as it is drawn: its left edge, width, height and top; ``middle`` is where words go."""

    bin: Bin
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Tick:
    """A number under the bars."""

    x: float
    value: float


@dataclass(frozen=True)
class Distribution:
    """The totals of a class, and their histogram.

    ``lower`` and ``upper`` bound the middle half of the class; ``median_x`` is where the median is
    drawn.
    """

    count: int
    median: float
    lower: float
    upper: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    median_x: float


def distribution(scores: Sequence[float], full: float) -> Distribution | None:
    """How totals between 0 and ``full`` points are spread; None where nobody has a total."""
    if not scores:
        return None
    bars = _bars(bins(scores, full))
    median = statistics.median(scores)
    lower, _, upper = _quartiles(scores)
    return Distribution(
        len(scores), median, lower, upper, bars, _ticks(bars), _place(median, full, bars)
    )


def bins(scores: Sequence[float], full: float) -> tuple[Bin, ...]:
    """At most 20 bins of one round width (1, 2 or 5 times a power of ten), then full marks."""
    width = round_step(full / _MAX_BINS)
    number = math.ceil(full / width - _TINY)
    counts = [0] * (number + 1)
    for score in scores:
        full_marks = score >= full - _TINY
        counts[number if full_marks else max(0, math.floor(score / width + _TINY))] += 1
    edges = [min(full, place * width) for place in range(number + 1)]
    below = [
        Bin(low, high, count)
        for low, high, count in zip(edges, edges[1:], counts, strict=False)  # one edge is left over
    ]
    return (*below, Bin(full, full, counts[number]))


def _quartiles(scores: Sequence[float]) -> Sequence[float]:
    if len(scores) == 1:
        return (scores[0],) * 3
    return statistics.quantiles(scores, n=4, method="inclusive")


def _bars(found: Sequence[Bin]) -> tuple[Bar, ...]:
    """All of one width; full marks stand a little apart."""
    step = (_RIGHT - _LEFT - _GAP) / len(found)
    highest = max(bin.count for bin in found)
    bars = []
    for place, bin in enumerate(found):
        x = _LEFT + place * step + (_GAP if bin.full_marks else 0)
        height = (_BOTTOM - _TOP) * bin.count / highest
        bars.append(Bar(bin, round(x, 1), round(_BOTTOM - height, 1), round(step, 1), height))
    return tuple(bars)


def _ticks(bars: Sequence[Bar]) -> tuple[Tick, ...]:
    below, full = bars[:-1], bars[-1]
    every = math.ceil(len(below) / _MAX_TICKS)
    return (*(Tick(bar.x, bar.bin.low) for bar in below[::every]), Tick(full.middle, full.bin.low))


def _place(score: float, full: float, bars: Sequence[Bar]) -> float:
    if score >= full - _TINY:
        return bars[-1].middle
    bar = next(bar for bar in reversed(bars[:-1]) if bar.bin.low <= score + _TINY)
    return bar.x + bar.width * (score - bar.bin.low) / (bar.bin.high - bar.bin.low)
