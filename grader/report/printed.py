"""What a student's program printed, cut so that its beginning and its end are both seen."""

from __future__ import annotations

from dataclasses import dataclass

from grader.visible import visible

_FIRST, _LAST = 30, 10
_MAX_WIDTH = 300


@dataclass(frozen=True)
class Printed:
    """The first lines and the last ones; ``left_out`` is how many lines are missing between."""

    first: tuple[str, ...]
    left_out: int
    last: tuple[str, ...]

    @classmethod
    def cut(cls, printed: str) -> Printed:
        """Cut what was printed; one line too many is not worth a gap."""
        lines = [_short(line) for line in visible(printed).rstrip("\n").split("\n")]
        left_out = len(lines) - _FIRST - _LAST
        if left_out <= 1:
            return cls(tuple(lines), 0, ())
        return cls(tuple(lines[:_FIRST]), left_out, tuple(lines[-_LAST:]))


def _short(line: str) -> str:
    return line if len(line) <= _MAX_WIDTH else f"{line[: _MAX_WIDTH - 1]}…"
