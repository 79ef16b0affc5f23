"""What a student's program did to its own process; each fault carries the outcome it deserves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.outcome import Outcome, Text, text

_SIGNALS = {4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 11: "SIGSEGV", 31: "SIGSYS"}
_KILL, _CPU = 9, 24


class CandidateFault(Exception):  # noqa: N818  # a fault, as opposed to an error of ours
    """The candidate can't go on; the next test needs a fresh one."""

    def __init__(self, outcome: Outcome, message: Text) -> None:
        super().__init__(message.english())
        self.outcome = outcome
        self.message = message


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
    """The test used up its CPU or wall time."""
    return CandidateFault(
        Outcome.TIMED_OUT,
        text(
            "The program was stopped after {seconds} seconds. Is there a loop that never ends?",
            seconds=round(seconds, 1),
        ),
    )


def too_much_output(limit: int) -> CandidateFault:
    return CandidateFault(
        Outcome.OUTPUT_LIMIT,
        text("The program printed more than {limit} KB in one test.", limit=limit // 1024),
    )


def broken_wire(reason: str) -> CandidateFault:
    """What came back was no valid answer; only code that meddles with our side does that."""
    return CandidateFault(
        Outcome.CRASHED,
        text("The program's answer could not be read: {reason}", reason=reason),
    )


def ended(ending: Ending, cpu_limit: float) -> CandidateFault:
    """The process ended in the middle of a test."""
    if ending.killed:
        return broken_wire("the connection was closed")
    if ending.signal == _CPU or (ending.signal == _KILL and ending.cpu_seconds >= cpu_limit):
        return out_of_time(ending.cpu_seconds)
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
