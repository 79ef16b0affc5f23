"""What a student's program did to its own process; each fault carries the outcome it deserves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.outcome import Outcome, Text, text

_SIGNALS = {4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 11: "SIGSEGV", 31: "SIGSYS"}
_KILL, _CPU = 9, 24
# A program that the kernel kills for its memory holds a good part of what it may have.
_LARGE_SHARE = 0.25


class CandidateFault(Exception):  # noqa: N818  # a fault, as opposed to an error of ours
    """The candidate can't go on; the next test needs a fresh one.

    ``starved``: it ran out of time, but had to wait for the machine for much of it.
    """

    def __init__(self, outcome: Outcome, message: Text, *, starved: bool = False) -> None:
        super().__init__(message.english())
        self.outcome = outcome
        self.message = message
        self.starved = starved


@dataclass(frozen=True)
class Ending:
    """How a candidate's process ended. ``signal`` and ``exit`` are None where they don't apply."""

    signal: int | None
    exit: int | None
    killed: bool
    cpu_seconds: float
    peak_kb: int

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Ending:
        return cls(**plain)


def out_of_time(seconds: float) -> CandidateFault:
    """The test used up its CPU time."""
    return CandidateFault(
        Outcome.TIMED_OUT,
        text(
            "The program was stopped after {seconds} seconds of computing, the limit here. "
            "Is there a loop that never ends?",
            seconds=round(seconds, 1),
        ),
    )


def out_of_wall_time(seconds: float, *, starved: bool) -> CandidateFault:
    """The test's time by the clock is over, though it did not compute for as long."""
    return CandidateFault(
        Outcome.TIMED_OUT,
        text(
            "The program was stopped after {seconds} seconds by the clock, the limit here. "
            "Does it wait for something, or sleep?",
            seconds=round(seconds, 1),
        ),
        starved=starved,
    )


def submission_out_of_time(seconds: float) -> CandidateFault:
    """What all tests of one submission may take together is used up."""
    return CandidateFault(
        Outcome.TIMED_OUT,
        text(
            "All tests of this submission together used more than {seconds} seconds, the limit "
            "here; this one could not be finished.",
            seconds=round(seconds, 1),
        ),
    )


def too_much_output(limit: int) -> CandidateFault:
    return CandidateFault(
        Outcome.OUTPUT_LIMIT,
        text("The program printed more than {limit} KB in one test.", limit=limit // 1024),
    )


def too_many_threads(limit: int) -> CandidateFault:
    return CandidateFault(
        Outcome.CRASHED,
        text("The program was stopped: it ran more than {limit} threads at once.", limit=limit),
    )


def broken_wire(reason: str) -> CandidateFault:
    """What came back was no valid answer; only code that meddles with our side does that."""
    return CandidateFault(
        Outcome.CRASHED,
        text("The program's answer could not be read: {reason}", reason=reason),
    )


def ended(ending: Ending, *, cpu_limit: float, memory_limit: int) -> CandidateFault:
    """The process ended in the middle of a test.

    Args:
        ending: how.
        cpu_limit: the CPU seconds at which the kernel ends it.
        memory_limit: the bytes that it may hold.
    """
    if ending.killed:
        return broken_wire("the connection was closed")
    if ending.signal == _CPU or (ending.signal == _KILL and ending.cpu_seconds >= cpu_limit):
        return submission_out_of_time(cpu_limit)
    if ending.signal == _KILL and ending.peak_kb * 1024 < memory_limit * _LARGE_SHARE:
        return CandidateFault(
            Outcome.NOT_GRADED,
            text(
                "The program was killed from outside, perhaps since this machine is out of memory."
            ),
        )
    if ending.signal == _KILL:
        return CandidateFault(
            Outcome.OUT_OF_MEMORY, text("The program was stopped: it used too much memory.")
        )
    if ending.signal is not None:
        name = _SIGNALS.get(ending.signal, str(ending.signal))
        return CandidateFault(
            Outcome.CRASHED, text("The program crashed (signal {name}).", name=name)
        )
    return CandidateFault(
        Outcome.CRASHED,
        text(
            "The program ended itself instead of returning (exit code {code}).",
            code=ending.exit or 0,
        ),
    )
