"""Hints to a failed test: folded one inside the other, in the page's language, if the policy lets
tests be told of."""

from __future__ import annotations

import html.parser
from collections.abc import Callable
from dataclasses import replace

import pytest

from grader.course import Assignment, Feedback
from grader.outcome import Run, SubmissionResult, Text
from grader.report.student_page import student_page
from grader.report.translations import Translator

HINTS = (
    Text("How long is the vector (3, 4), and how long should the result be?"),
    Text("Which of your steps leave only a bare number behind?"),
    Text("Read the page of `torch.linalg.vector_norm`."),
)
Hinted = Callable[..., str]


class Folds(html.parser.HTMLParser):
    """Every text on a page that lies in folded hints, with the number of folds around it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._open: list[bool] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details":
            self._open.append(dict(attrs).get("class") == "hint")
            assert not (self._open[-1] and "open" in dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if any(self._open) and data.strip():
            self.found.append((sum(self._open), data.strip()))


@pytest.fixture
def page(assignment: Assignment, run: Run, paper: Callable[..., SubmissionResult]) -> Hinted:
    """The page of a student whose second test was not passed and has hints."""

    def make(
        language: str = "en", feedback: Feedback = "full", hints: tuple[Text, ...] = HINTS
    ) -> str:
        result = paper()
        first, *rest = result.exercises
        tests = (first.tests[0], replace(first.tests[1], hints=hints))
        hinted = replace(result, exercises=(replace(first, tests=tests), *rest))
        chosen = replace(assignment, feedback=feedback)
        return student_page(chosen, hinted, run, Translator(language, assignment.locale))

    return make


def test_each_hint_lies_inside_the_one_before_it(page: Hinted) -> None:
    """So they are unfolded one after another; none is open from the start."""
    assert Folds(page()).found == [
        (1, "Hint 1 of 3"),
        (1, HINTS[0].template),
        (2, "Hint 2 of 3"),
        (2, HINTS[1].template),
        (3, "Hint 3 of 3"),
        (3, "Read the page of"),
        (3, "torch.linalg.vector_norm"),
        (3, "."),
    ]


def test_they_stand_after_what_went_wrong(page: Hinted) -> None:
    """First the message, then the way to understand it."""
    shown = page()
    assert shown.index("has the wrong value") < shown.index("Hint 1 of 3")


def test_a_single_hint(page: Hinted) -> None:
    """It is counted like the others."""
    assert Folds(page(hints=HINTS[:1])).found[0] == (1, "Hint 1 of 1")


def test_no_hints(page: Hinted) -> None:
    """A test without hints has nothing to unfold."""
    assert Folds(page(hints=())).found == []


def test_they_speak_the_pages_language(page: Hinted) -> None:
    """In Chinese both the course's hints and the words around them."""
    found = [words for _, words in Folds(page("zh")).found]
    assert found[:3] == [
        "提示 1（共 3 条）",
        "向量 (3, 4) 有多长？结果应该有多长？",
        "提示 2（共 3 条）",
    ]
    assert not any("Hint" in words for words in found)


def test_the_policy_decides(page: Hinted) -> None:
    """Told under "hints" as under "full"; where only scores are told, nothing of them."""
    assert Folds(page(feedback="hints")).found == Folds(page(feedback="full")).found
    score = page(feedback="score")
    assert Folds(score).found == []
    assert "bare number" not in score


def test_hostile_hints_are_inert(page: Hinted) -> None:
    """An author's slip with angle brackets is text."""
    shown = page(hints=(Text("Is <b>a</b> {n} < 3?"),))
    assert "<b>" not in shown
    assert "Is &lt;b&gt;a&lt;/b&gt; {n} &lt; 3?" in shown
