"""What a wrong shape says about how it came to be, where it says something."""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.outcome import Text, text


def shape_hint(got: Sequence[int], expected: Sequence[int]) -> Text | None:
    """A sentence for the student, or None where the shape could have come from anywhere.

    Args:
        got: the sizes that came.
        expected: the sizes that were expected.
    """
    got, expected = tuple(got), tuple(expected)
    rows = expected[0] if expected else 1
    if len(expected) == 2 and expected[1] == 1 and rows > 1 and got == (rows, rows):
        return text(
            "It has {rows}×{rows} numbers, expected {rows}×1. A column and a flat vector, added or "
            "subtracted, make a square: every number meets every other.",
            rows=rows,
        )
    if len(expected) == 1 and rows > 1 and got == (rows, rows):
        return text(
            "It has {rows}×{rows} numbers, expected {rows}. A flat vector and a column, added or "
            "subtracted, make a square: every number meets every other.",
            rows=rows,
        )
    if math.prod(expected) > 1 and math.prod(got) == 1:
        return text("It is a single number; expected were {count}.", count=math.prod(expected))
    if len(expected) == 2 and got == expected[::-1] and got != expected:
        return text("Rows and columns have changed places.")
    if expected == (rows, 1) and got == (rows,):
        return text("The numbers lie flat in one vector; expected is a column, one number a row.")
    if got == (rows, 1) and expected == (rows,):
        return text("The numbers stand in a column; expected is a flat vector.")
    return None
