"""One submission's ``results.json`` for Gradescope."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from grader.course import Assignment, Feedback
from grader.export.gradescope import failed_json, gradescope_json
from grader.grade import Entry, EntryKind, Grade, State
from grader.outcome import Outcome, SubmissionResult, Text
from grader.report.translations import Translator
from tests.export.conftest import GRADED, grade
from tests.export.schema import problems
from tests.report.conftest import Papers, paper, with_outcome  # noqa: F401  (a fixture)

Exported = Callable[..., dict[str, Any]]


@pytest.fixture
def exported(assignment: Assignment) -> Exported:
    def make(
        result: SubmissionResult,
        *,
        policy: Feedback = "full",
        language: str = "en",
        grade: Grade | None = None,
    ) -> dict[str, Any]:
        translator = Translator(language, assignment.locale)
        content = gradescope_json(assignment, result, policy, translator, grade=grade)
        document: dict[str, Any] = json.loads(content)
        assert problems(document) == []
        assert "html" not in content.decode()
        return document

    return make


def test_every_test_with_its_words(paper: Papers, exported: Exported) -> None:  # noqa: F811
    """Points, what happened, values and the student's line; nothing that is for instructors."""
    document = exported(paper())
    assert document["score"] == 1.0
    assert document["stdout_visibility"] == "hidden"
    passed, failed, missing = document["tests"]
    assert (passed["number"], passed["status"], passed["score"]) == ("1.1", "passed", 1.0)
    assert failed["name"] == "Length one: It does b."
    assert (failed["status"], failed["score"], failed["max_score"]) == ("failed", 0.0, 1.0)
    for words in ("not yet right", "sgd has the wrong value.", "0.5  7.75", "cell 2, line 3"):
        assert words in failed["output"]
    assert (missing["name"], missing["output"]) == ("Running mean", "not handed in")
    assert "SECRET" not in json.dumps(document)


def test_the_policy_holds(paper: Papers, exported: Exported) -> None:  # noqa: F811
    """Hints leave out what was expected; scores leave out the tests."""
    hints = json.dumps(exported(paper(), policy="hints"))
    assert "wrong value" in hints
    assert "7.75" not in hints
    scores = exported(paper(), policy="score")
    assert [test["name"] for test in scores["tests"]] == ["Length one", "Running mean"]
    assert "wrong value" not in json.dumps(scores)


def test_the_gradebook_has_the_last_word(paper: Papers, exported: Exported) -> None:  # noqa: F811
    """A late penalty and an adjustment count, and are said."""
    comment = Entry(1, "ada", "vectors", EntryKind.COMMENT, "Well begun.", "tutor", GRADED)
    given = replace(comment, kind=EntryKind.ADJUSTMENT, text="a bonus", points=0.25)
    entries = (comment, given)
    own = grade("ada", 0.75, raw=1.0, penalty=0.5, adjustment=0.25, entries=entries)
    document = exported(paper(), grade=own)
    assert document["score"] == 0.75
    for words in ("−0.5 points: it was handed in late.", "+0.25 points by hand. a bonus", "Well"):
        assert words in document["output"]


def test_not_graded_is_no_score(paper: Papers, exported: Exported) -> None:  # noqa: F811
    """Neither the whole nor a test has points that Gradescope could add up."""
    for document in (
        exported(with_outcome(paper(), Outcome.NOT_GRADED)),
        exported(paper(), grade=grade("ada", None, State.NOT_GRADED)),
        json.loads(failed_json()),
    ):
        assert not {"score", "tests"} & set(document)
        assert "not your fault" in document["output"]
    excused = exported(paper(), grade=grade("ada", None, State.EXCUSED))
    assert "excused" in excused["output"]
    assert "score" not in excused


def test_it_speaks_the_students_language(paper: Papers, exported: Exported) -> None:  # noqa: F811
    """Sentences are translated as on the page."""
    document = exported(paper(), language="zh")
    assert "未提交" in json.dumps(document, ensure_ascii=False)


def test_hostile_words_stay_text(paper: Papers, exported: Exported) -> None:  # noqa: F811
    """No control characters, and nothing grows without end."""
    evil = "\x1b]0;x\x07<script>\u202e" + "y" * 100_000
    document = exported(replace(paper(words=evil), notes=(Text("{x}", {"x": evil}),)))
    assert "\x1b" not in document["output"]
    assert all(len(test["output"]) < 5000 for test in document["tests"])
