"""How far two programs led a test to the same observations. Pure functions over transcripts.

Where a program draws at random, its transcript is there twice, with other draws over the same
inputs: what is the same in both has to agree exactly, what differs has to agree as far as its two
draws agree with each other. The result is a distance: 0 where everything agrees to the last digit,
1 where only the form of what was seen agrees, None where even that does not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.exam.transcript import Numbers, Sample, Saw, Seen, Transcript

_RELATIVE = 1e-3
_ABSOLUTE = 1e-6
# Two samples of sizes n and m from one distribution are further apart than this, times
# sqrt((n + m) / nm), with a probability of about 1e-6 (Smirnov's limit).
_SAMPLES_APART = math.sqrt(math.log(2 / 1e-6) / 2)
_SAME_WORDS = 0.6
# The distance of what can't be compared: chance or rounding made it what it is.
_UNKNOWN = 1.0


@dataclass(frozen=True)
class Pattern:
    """What a known program leads a test to; ``again`` with other random draws, if it was tried.

    ``values_vary``: the numbers are rounding noise and say nothing.
    """

    first: Transcript
    again: Transcript | None = None
    values_vary: bool = False


def distance(transcript: Transcript, pattern: Pattern) -> float | None:
    """How far a program's test went as the pattern says, up to its end; None if it did not."""
    seen, first = transcript.seen, pattern.first.seen
    if not seen or [one.what for one in seen] != [one.what for one in first]:
        return None
    if pattern.again is None:
        found = [
            _apart(ours, theirs, theirs, loose=pattern.values_vary)
            for ours, theirs in zip(seen, first, strict=True)
        ]
    else:
        again = pattern.again.seen
        if len(again) != len(first):  # it ended elsewhere with other draws: nothing to lean on
            again = first
        trios = list(zip(seen, first, again, strict=True))
        # What chance brought to the assertions that passed says nothing.
        found = [
            _apart(*trio, loose=pattern.values_vary or number < len(trios))
            for number, trio in enumerate(trios, start=1)
        ]
    known = [value for value in found if value is not None]
    return sum(known) / len(known) if len(known) == len(found) else None


def same_course(one: Transcript, other: Transcript) -> bool:
    """Whether two transcripts are equal but for rounding: nothing random was seen."""
    return distance(one, Pattern(other)) is not None


def _apart(ours: Seen, theirs: Seen, other: Seen, *, loose: bool) -> float | None:
    if ours.values.keys() != theirs.values.keys():
        return None
    if ours.what == "raised":
        return _raised_apart(ours.values, theirs.values)
    largest = 0.0
    for name, value in ours.values.items():
        apart = _values_apart(value, theirs.values[name], other.values.get(name), loose=loose)
        if apart is None:
            return None
        largest = max(largest, apart)
    return largest


def _raised_apart(ours: Mapping[str, Saw], theirs: Mapping[str, Saw]) -> float | None:
    """The same exception, in about the same words: names in them are the student's own."""
    if ours["kind"] != theirs["kind"]:
        return None
    one, other = (set(str(values["message"]).split()) for values in (ours, theirs))
    shared = len(one & other) / max(1, len(one | other))
    return 1 - shared if shared >= _SAME_WORDS or not one | other else None


def _values_apart(ours: Saw, theirs: Saw, other: Saw, *, loose: bool) -> float | None:
    if type(ours) is not type(theirs):
        return None
    if isinstance(ours, Numbers) and isinstance(theirs, Numbers):
        return _numbers_apart(ours, theirs, other, loose=loose)
    if isinstance(ours, Sample) and isinstance(theirs, Sample):
        return _samples_apart(ours, theirs, other)
    if isinstance(ours, float) and isinstance(theirs, float):
        return _floats_apart(ours, theirs, other, loose=loose)
    if ours == theirs:
        return 0.0
    return _UNKNOWN if theirs != other else None


def _numbers_apart(ours: Numbers, theirs: Numbers, other: Saw, *, loose: bool) -> float | None:
    if ours.shape != theirs.shape:
        return None
    if ours.dtype != theirs.dtype and ours.dtype is not None and theirs.dtype is not None:
        return None
    if _close(ours.elements, theirs.elements):
        return 0.0
    if loose and other is theirs:
        return _UNKNOWN
    # What the known program does not repeat itself, nobody else has to.
    varies = isinstance(other, Numbers) and not _close(theirs.elements, other.elements)
    return _UNKNOWN if varies else None


def _close(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    if one.size != other.size:
        return False
    finite = np.abs(other[np.isfinite(other)])
    scale = float(finite.max()) if finite.size else 0.0
    tolerance = _ABSOLUTE + _RELATIVE * scale
    return bool(np.allclose(one, other, rtol=0, atol=tolerance, equal_nan=True))


def _floats_apart(ours: float, theirs: float, other: Saw, *, loose: bool) -> float | None:
    same = math.isclose(ours, theirs, rel_tol=_RELATIVE, abs_tol=_ABSOLUTE)
    if same or (math.isnan(ours) and math.isnan(theirs)):
        return 0.0
    if loose:
        return _UNKNOWN
    if other is theirs or not isinstance(other, float):
        return None
    # Drawn at random: a count may come out the same twice, and be another for the next.
    spread = abs(theirs - other) + (theirs.is_integer() and other.is_integer())
    reach = 6 * spread + 0.25 * abs(theirs)
    return abs(ours - theirs) / reach if abs(ours - theirs) <= reach else None


def _samples_apart(ours: Sample, theirs: Sample, other: Saw) -> float | None:
    if ours.size != theirs.size:
        return None
    limit = _SAMPLES_APART * math.sqrt(2 / max(1, ours.size)) + 2 / max(1, ours.quantiles.size)
    apart = _distribution_distance(ours, theirs)
    if apart == 0:
        return 0.0
    if isinstance(other, Sample) and _distribution_distance(theirs, other) > limit:
        return _UNKNOWN  # one draw says nothing of the next: a single number for all, for example
    return apart / limit if apart <= limit else None


def _distribution_distance(one: Sample, other: Sample) -> float:
    """The largest distance of two distribution functions."""
    places = np.concatenate([one.quantiles, other.quantiles])
    shares = [
        np.searchsorted(sample.quantiles, places, side="right") / max(1, sample.quantiles.size)
        for sample in (one, other)
    ]
    return float(np.abs(shares[0] - shares[1]).max()) if places.size else 0.0
