"""Whether two programs led a test to the same observations. Pure functions over transcripts.

Where a program draws at random, its transcript is there twice, with other draws over the same
inputs: what is the same in both has to agree exactly, what differs has to agree as far as its two
draws agree with each other.
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


@dataclass(frozen=True)
class Pattern:
    """What a known program leads a test to; ``again`` with other random draws, if it was tried.

    ``values_vary``: the numbers are rounding noise and say nothing.
    """

    first: Transcript
    again: Transcript | None = None
    values_vary: bool = False


def agrees(transcript: Transcript, pattern: Pattern) -> bool:
    """Whether a program's test went as the pattern says, up to its end."""
    seen, first = transcript.seen, pattern.first.seen
    again = first if pattern.again is None else pattern.again.seen
    if not seen or [one.what for one in seen] != [one.what for one in first]:
        return False
    if len(again) != len(first):  # it ended elsewhere with other draws: nothing to lean on
        again = first
    if pattern.again is None:
        return all(
            _alike(ours, theirs, theirs, loose=pattern.values_vary)
            for ours, theirs in zip(seen, first, strict=True)
        )
    # What chance brought to the assertions that passed says nothing.
    trios = list(zip(seen, first, again, strict=True))
    return all(
        _alike(*trio, loose=pattern.values_vary or number < len(trios))
        for number, trio in enumerate(trios, start=1)
    )


def same_course(one: Transcript, other: Transcript) -> bool:
    """Whether two transcripts are equal but for rounding: nothing random was seen."""
    return agrees(one, Pattern(other))


def _alike(ours: Seen, theirs: Seen, other: Seen, *, loose: bool) -> bool:
    if ours.values.keys() != theirs.values.keys():
        return False
    if ours.what == "raised":
        return _raised_alike(ours.values, theirs.values)
    return all(
        _value_agrees(value, theirs.values[name], other.values.get(name), loose=loose)
        for name, value in ours.values.items()
    )


def _raised_alike(ours: Mapping[str, Saw], theirs: Mapping[str, Saw]) -> bool:
    """The same exception, in about the same words: names in them are the student's own."""
    if ours["kind"] != theirs["kind"]:
        return False
    one, other = (set(str(values["message"]).split()) for values in (ours, theirs))
    return len(one & other) >= _SAME_WORDS * len(one | other)


def _value_agrees(ours: Saw, theirs: Saw, other: Saw, *, loose: bool) -> bool:
    if type(ours) is not type(theirs):
        return False
    if isinstance(ours, Numbers) and isinstance(theirs, Numbers):
        return _numbers_agree(ours, theirs, other, loose=loose)
    if isinstance(ours, Sample) and isinstance(theirs, Sample):
        return _samples_agree(ours, theirs, other)
    if isinstance(ours, float) and isinstance(theirs, float):
        return loose or _number_agrees(ours, theirs, other)
    return ours == theirs or theirs != other


def _numbers_agree(ours: Numbers, theirs: Numbers, other: Saw, *, loose: bool) -> bool:
    if ours.shape != theirs.shape:
        return False
    if ours.dtype != theirs.dtype and ours.dtype is not None and theirs.dtype is not None:
        return False
    if _close(ours.elements, theirs.elements):
        return True
    if loose and other is theirs:
        return True
    # What the known program does not repeat itself, nobody else has to.
    return isinstance(other, Numbers) and not _close(theirs.elements, other.elements)


def _close(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    if one.size != other.size:
        return False
    finite = np.abs(other[np.isfinite(other)])
    scale = float(finite.max()) if finite.size else 0.0
    tolerance = _ABSOLUTE + _RELATIVE * scale
    return bool(np.allclose(one, other, rtol=0, atol=tolerance, equal_nan=True))


def _number_agrees(ours: float, theirs: float, other: Saw) -> bool:
    same = math.isclose(ours, theirs, rel_tol=_RELATIVE, abs_tol=_ABSOLUTE)
    if same or (math.isnan(ours) and math.isnan(theirs)):
        return True
    if other is theirs or not isinstance(other, float):
        return False
    # Drawn at random: a count may come out the same twice, and be another for the next.
    spread = abs(theirs - other) + (theirs.is_integer() and other.is_integer())
    return abs(ours - theirs) <= 6 * spread + 0.25 * abs(theirs)


def _samples_agree(ours: Sample, theirs: Sample, other: Saw) -> bool:
    if ours.size != theirs.size:
        return False
    limit = _SAMPLES_APART * math.sqrt(2 / max(1, min(ours.size, ours.quantiles.size)))
    if isinstance(other, Sample) and _apart(theirs, other) > limit:
        return True  # one draw says nothing of the next: a single number for all, for example
    return _apart(ours, theirs) <= limit


def _apart(one: Sample, other: Sample) -> float:
    """The largest distance of two distribution functions."""
    places = np.concatenate([one.quantiles, other.quantiles])
    shares = [
        np.searchsorted(sample.quantiles, places, side="right") / sample.quantiles.size
        for sample in (one, other)
    ]
    return float(np.abs(shares[0] - shares[1]).max())
