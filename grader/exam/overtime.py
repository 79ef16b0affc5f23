"""A limit on the examiner's own time in one test, whatever a student's answers make it do.

Candidates have limits of their own (``grader.sandbox``); this one is for the test's body: a loop
over what came back, or a hidden test that never ends by its own fault.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator
from types import FrameType


class Overtime(Exception):  # noqa: N818  # as TimeoutError, but nobody else's
    """The test's body has used up the examiner's time."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``Overtime`` in the main thread after so many seconds by the clock."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise Overtime(f"the test took more than {seconds:.0f} seconds")

    former = signal.signal(signal.SIGALRM, ring)
    began = time.monotonic()
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
        if left:  # somebody else's alarm, pytest-timeout's perhaps
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - began), 0.01))
