"""The words and signs for outcomes and statuses; never colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.outcome import Outcome, Status, Text, text


@dataclass(frozen=True)
class Word:
    """How an outcome is shown: a sign, a word, and a tone ("good", "bad", "open" or "ours")."""

    sign: str
    word: Text
    tone: str


OUTCOMES: Mapping[Outcome, Word] = {
    Outcome.PASSED: Word("✓", text("passed"), "good"),
    Outcome.FAILED: Word("✗", text("not yet right"), "bad"),
    Outcome.RAISED: Word("✗", text("stopped with an error"), "bad"),
    Outcome.TIMED_OUT: Word("✗", text("ran out of time"), "bad"),
    Outcome.OUT_OF_MEMORY: Word("✗", text("ran out of memory"), "bad"),
    Outcome.OUTPUT_LIMIT: Word("✗", text("printed too much"), "bad"),
    Outcome.CRASHED: Word("✗", text("the program ended"), "bad"),
    Outcome.MISSING: Word("✗", text("function not found"), "bad"),
    Outcome.DEVICE_DISAGREEMENT: Word("✗", text("differs between devices"), "bad"),
    Outcome.NOT_CHECKED: Word("○", text("not checked yet"), "open"),
    Outcome.NOT_GRADED: Word("?", text("not graded: our fault, not yours"), "ours"),
}

STATUSES: Mapping[Status, Word] = {
    Status.GRADED: Word("", text("graded"), "good"),
    Status.NOT_HANDED_IN: Word("–", text("not handed in"), "open"),
    Status.UNREADABLE: Word("✗", text("could not be read"), "bad"),
    Status.NOT_GRADED: Word("?", text("not graded: our fault, not yours"), "ours"),
}


def points(score: float | None) -> str:
    """A score as people write it; a score that is not known is a dash."""
    return "–" if score is None else f"{score:.2f}".rstrip("0").rstrip(".")
