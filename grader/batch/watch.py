"""Grades what arrives: looks at a place again and again, and runs when something there changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from grader.batch.run import Finished
from grader.errors import IntakeError

Seen: TypeAlias = dict[str, tuple[int, int]]
_MAX_FILES = 1_000_000


def watch(place: Path, run: Callable[[], Finished], *, every: float) -> Iterator[Finished | None]:
    """Run at once and whenever files have come or changed, once nothing changes any more: what is
    still being copied is waited for.

    Args:
        place: the folder or zip of the submissions; it may be empty at first.
        run: grades what is there.
        every: seconds between two looks.

    Yields:
        What each run came to; None where there was nothing to grade yet.

    Raises:
        GraderError: a run can't be done.
    """
    graded: Seen | None = None
    last = _look(place)
    while True:
        if last != graded:
            try:
                yield run()
            except IntakeError:  # nothing there yet, or nothing that can be understood
                yield None
            graded = last
        time.sleep(every)
        now = _look(place)
        while now != last:
            last = now
            time.sleep(every)
            now = _look(place)


def _look(place: Path) -> Seen:
    """The files at a place, with size and time of change; links are not followed."""
    found: Seen = {}
    if place.is_file():
        return {str(place): _state(place)}
    for path in sorted(place.rglob("*")):
        if not path.is_symlink() and path.is_file():
            found[str(path)] = _state(path)
        if len(found) >= _MAX_FILES:
            break
    return found


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:  # gone in between
        return (-1, -1)
    return (status.st_size, status.st_mtime_ns)
