"""Results as JUnit's XML."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from grader.course import Assignment
from grader.export.junit import junit_xml
from grader.grade import State
from grader.outcome import (
    ExerciseResult,
    Failure,
    Outcome,
    Status,
    SubmissionResult,
    Text,
)
from tests.export.conftest import grade
from tests.report.conftest import row


def paper(*outcomes: Outcome, words: str = "wrong") -> SubmissionResult:
    failure = Failure(messages=(Text("{w}", {"w": words}),), internal="assert 1 == 2")
    tests = tuple(
        replace(row(outcome, None if outcome is Outcome.PASSED else failure), test=f"test_{n}")
        for n, outcome in enumerate(outcomes)
    )
    exercise = ExerciseResult("normalize", Text("N"), Status.GRADED, 1.0, 2.0, tests=tests)
    missing = ExerciseResult("running_mean", Text("R"), Status.NOT_HANDED_IN, None, 3.0)
    return SubmissionResult("ada", Status.GRADED, 1.0, 5.0, (exercise, missing))


def test_every_test_is_a_case(assignment: Assignment) -> None:
    """Passed, failed, not checked and not graded are told apart, and counted."""
    result = paper(Outcome.PASSED, Outcome.CRASHED, Outcome.NOT_CHECKED, Outcome.NOT_GRADED)
    content = junit_xml([grade("ada", None, State.NOT_GRADED)], {"ada": result}, assignment)
    suite = ElementTree.fromstring(content)[0]
    assert suite.attrib == {
        "name": "ada",
        "errors": "1",
        "failures": "1",
        "skipped": "2",
        "tests": "5",
        "time": "0.000",
        "timestamp": "2026-11-24T18:00:00+00:00",
        "hostname": "grader",
    }
    found = [(case.get("classname"), case.get("name"), [i.tag for i in case]) for case in suite]
    assert found == [
        ("ada.normalize", "test_0", []),
        ("ada.normalize", "test_1", ["failure"]),
        ("ada.normalize", "test_2", ["skipped"]),
        ("ada.normalize", "test_3", ["error"]),
        ("ada.running_mean", "exercise", ["skipped"]),
    ]
    assert suite[1][0].get("message") == "crashed"
    assert "wrong\nassert 1 == 2" in (suite[1][0].text or "")


def test_everybody_has_a_suite(assignment: Assignment) -> None:
    """Who handed in nothing or is excused is skipped, who was not graded is an error."""
    grades = [
        grade("a", 0.0, State.MISSING),
        grade("b", None, State.EXCUSED),
        grade("c", None, State.NOT_GRADED),
    ]
    suites = ElementTree.fromstring(junit_xml(grades, {}, assignment))
    assert [suite[0][0].tag for suite in suites] == ["skipped", "skipped", "error"]


def test_hostile_words_stay_words(assignment: Assignment) -> None:
    """Markup is escaped, and what XML can't hold is replaced."""
    evil = "</failure>]]>&\x00\x1b[2J\ud800\uffff\u202e"
    name = f"a<b{evil}"
    content = junit_xml([grade(name, 1.0)], {name: paper(Outcome.FAILED, words=evil)}, assignment)
    suite = ElementTree.fromstring(content)[0]
    assert len(suite[0]) == 1
    assert "</failure>]]>&��[2J���" in (suite[0][0].text or "")
    assert "\x1b" not in content.decode()
