"""Where in a large tensor the errors are: a small picture, and a sentence where it is simple."""

from __future__ import annotations

import torch

from grader.outcome import ErrorMap, Text, text

_MOST_BLOCKS = 24
_LEVELS = 9


def error_map(difference: torch.Tensor, near: torch.Tensor) -> ErrorMap | None:
    """The map of a comparison that failed.

    Args:
        difference: how far each element is off; NaN is taken for the largest error.
        near: of the same shape, which elements are right.

    Returns:
        The map, or None where the tensor has no elements.
    """
    if not near.numel():
        return None
    columns = near.shape[-1] if near.dim() else 1
    wrong = ~near.reshape(-1, columns)
    error = torch.where(near, 0.0, difference).reshape(-1, columns)
    words = _words(wrong) if near.dim() <= 2 else None
    return ErrorMap(_codes(_blocks(error)), wrong.shape[0], columns, words)


def _blocks(error: torch.Tensor) -> torch.Tensor:
    """The largest error in each block; there are at most 24 by 24 of one size."""
    rows, columns = error.shape
    high, wide = -(-rows // _MOST_BLOCKS), -(-columns // _MOST_BLOCKS)
    missing = (0, -columns % wide, 0, -rows % high)
    padded = torch.nn.functional.pad(error, missing) if any(missing) else error
    blocks = padded.reshape(padded.shape[0] // high, high, padded.shape[1] // wide, wide)
    return torch.nan_to_num(blocks.amax((1, 3)), nan=torch.inf)


def _codes(blocks: torch.Tensor) -> tuple[str, ...]:
    """0 for a block that is right, else 1 to 9 by its share of the largest error."""
    finite = blocks[torch.isfinite(blocks)]
    largest = float(finite.max()) if finite.numel() else 0.0
    share = blocks / largest if largest > 0 else (blocks > 0).to(blocks.dtype)
    levels = (share * _LEVELS).ceil().clamp(0, _LEVELS).int()
    return tuple("".join(map(str, row)) for row in levels.tolist())


def _words(wrong: torch.Tensor) -> Text:
    """Where the wrong elements are, in a sentence; places count from 0, as an index does."""
    rows, columns = wrong.any(1), wrong.any(0)
    if bool(wrong.all()):
        return text("Every element is wrong.")
    if 1 in wrong.shape:
        return _in_a_line(wrong.flatten())
    if int(columns.sum()) == 1:
        return text(
            "Wrong in {wrong} of {rows} rows, always in column {column} (counted from 0).",
            wrong=int(rows.sum()),
            rows=len(rows),
            column=_first(columns),
        )
    if int(rows.sum()) == 1:
        return text(
            "Wrong in {wrong} of {columns} columns, always in row {row} (counted from 0).",
            wrong=int(columns.sum()),
            columns=len(columns),
            row=_first(rows),
        )
    return _in_many(wrong, rows, columns)


def _in_many(wrong: torch.Tensor, rows: torch.Tensor, columns: torch.Tensor) -> Text:
    if bool(wrong[rows].all()):
        template = text("{wrong} of {count} rows are wrong from end to end, the others are right.")
        places = rows
    elif bool(wrong[:, columns].all()):
        template = text(
            "{wrong} of {count} columns are wrong from top to bottom, the others right."
        )
        places = columns
    else:
        return text(
            "Wrong in {wrong_rows} of {rows} rows and in {wrong_columns} of {columns} columns.",
            wrong_rows=int(rows.sum()),
            rows=len(rows),
            wrong_columns=int(columns.sum()),
            columns=len(columns),
        )
    return Text(template.template, {"wrong": int(places.sum()), "count": len(places)})


def _in_a_line(wrong: torch.Tensor) -> Text:
    count, first, last = int(wrong.sum()), _first(wrong), int(wrong.nonzero()[-1])
    if count == 1:
        return text("Wrong at place {place} alone (counted from 0).", place=first)
    together = last - first + 1 == count
    template = (
        text("Wrong from place {first} to place {last} (counted from 0), all {wrong} of them.")
        if together
        else text("Wrong at {wrong} of the places from {first} to {last} (counted from 0).")
    )
    return Text(template.template, {"first": first, "last": last, "wrong": count})


def _first(places: torch.Tensor) -> int:
    return int(places.nonzero()[0])
