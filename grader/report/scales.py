"""Axes: which part of the numbers a picture shows, and round numbers along its edge."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

# A number so many times further from the middle than half of the others is not drawn to scale.
_FAR = 100
# Between 40 % of this and this many steps from one end to the other.
_STEPS = 6


@dataclass(frozen=True)
class Axis:
    """A picture's numbers from ``low`` to ``high``, drawn over ``length`` units."""

    low: float
    high: float
    length: float

    def place(self, value: float) -> float:
        """Where a number stands, in units from the lower end; somewhat outside if it is outside."""
        share = (value - self.low) / (self.high - self.low)
        return min(max(share, -1.0), 2.0) * self.length

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def nearest(self, value: float) -> float:
        """The number itself, or the end that is nearer."""
        return min(max(value, self.low), self.high)

    def ticks(self, *, whole: bool = False) -> list[tuple[float, str]]:
        """A few round numbers within the picture, and how they are written.

        Args:
            whole: whether only whole numbers make sense.
        """
        step = round_step((self.high - self.low) / _STEPS)
        step = max(step, 1.0) if whole else step
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [(count * step, _label(count * step, step)) for count in range(first, last + 1)]


def axis(
    students: Sequence[float], expected: Sequence[float], length: float, *, margin: float = 0.05
) -> Axis:
    """An axis that shows all that is expected, and the student's numbers but for far outliers.

    Args:
        students: the student's numbers; one at least.
        expected: what is right, if known.
        length: how long the axis is.
        margin: which share of the range is left free at both ends.
    """
    shown = [*_without_outliers(students, expected), *expected]
    low, high = min(shown), max(shown)
    if high - low <= 1e-9 * max(abs(low), abs(high)):  # one number, but for rounding
        room = abs(high) / 2 or 0.5
    else:
        room = margin * (high - low)
    return Axis(low - room, high + room, length)


def _without_outliers(numbers: Sequence[float], expected: Sequence[float]) -> list[float]:
    middle = statistics.median(numbers)
    usual = statistics.median(abs(number - middle) for number in numbers)
    if expected:
        usual = max(usual, (max(expected) - min(expected)) / 4)
    reach = _FAR * usual if usual > 0 else math.inf
    return [number for number in numbers if abs(number - middle) <= reach]


def round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 … and 0.5, 0.2, 0.1 …"""
    power = 10.0 ** math.floor(math.log10(step))
    return power * next(times for times in (1, 2, 5, 10) if step <= times * power * (1 + 1e-9))


def _label(value: float, step: float) -> str:
    if value == 0:
        return "0"
    if step >= 1e-4 and abs(value) < 1e6:
        return f"{value:.{max(0, -_power(step))}f}"
    return short(value, digits=max(1, _power(value) - _power(step) + 1))


def _power(value: float) -> int:
    """The power of ten of a number's first digit."""
    return math.floor(math.log10(abs(value)) + 1e-9)


def short(value: float, *, digits: int = 4) -> str:
    """A number in a few digits, as tables and sentences show it."""
    return f"{value:.{digits}g}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
