"""Points and words as files for other programs need them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from grader.visible import visible

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9][0-9.,]{0,30}")


def number(points: float | None, *, digits: int = 6) -> str:
    """Points with a decimal point, no thousands separator, no zeros at the end; "" for not known.

    Args:
        points: the points.
        digits: at most so many after the point; half a unit of the last is rounded away from 0.
    """
    if points is None:
        return ""
    exact = Decimal(repr(round(float(points), 6)))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    plain = f"{rounded:f}".rstrip("0").rstrip(".") if digits else f"{rounded:f}"
    return "0" if plain in ("-0", "") else plain


def read_number(cell: str) -> float | None:
    """The number in a platform's cell, None where there is none. The last comma or point is the
    decimal mark, as Canvas reads it."""
    if not _NUMBER.fullmatch(cell.strip()):
        return None
    *whole, last = re.split("[.,]", cell.strip())
    return float(f"{''.join(whole)}.{last or 0}" if whole else last)


def harmless(words: str) -> str:
    """Words for a cell of text: a spreadsheet will not take them for a formula, nor a terminal for
    its own commands."""
    return ("'" if words.startswith(_FORMULA) else "") + visible(words)
