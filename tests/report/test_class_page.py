"""The class page leads an instructor to what needs a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import Assignment
from grader.errors import UsageError
from grader.outcome import Outcome, Run, Status, SubmissionResult, Text
from grader.report.class_page import class_page
from grader.report.folder import ResultsFolder, feedback_name
from grader.report.translations import Translator, require_language

from .conftest import with_outcome
from .test_student_page import HOSTILE, STEERING, Reader, words

Papers = Callable[..., SubmissionResult]


def make(assignment: Assignment, run: Run, *results: SubmissionResult, language: str = "en") -> str:
    translator = Translator(language, assignment.locale)
    return class_page(assignment, results, run, translator, links={}, problems={})


def test_table_and_means(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Every student with every score, the means, and how many passed each test."""
    text = words(make(assignment, run, paper("ada"), with_outcome(paper("bo"), Outcome.RAISED)))
    assert "ada 1 not handed in 1" in text
    assert "mean 1 0 1 out of 2 3 5" in text
    assert "It does b. 0/2" in text
    assert "not changed. 2/2" in text


def test_what_was_not_graded_comes_first(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Not graded before unreadable before limits, each with its reason; no 0 in the mean."""
    slow = with_outcome(paper("slow"), Outcome.TIMED_OUT)
    broken = with_outcome(paper("broken"), Outcome.NOT_GRADED)
    torn = paper("torn")
    note = Text("{file} is no zip file that can be read. Pack it again.", {"file": "a.zip"})
    unreadable = replace(torn.exercises[0], status=Status.UNREADABLE, score=0.0, notes=(note,))
    torn = replace(torn, score=0.0, exercises=(unreadable, *torn.exercises[1:]))
    text = words(make(assignment, run, broken, slow, torn))
    places = [text.index(word) for word in ("not graded", "could not be read", "ran out of time")]
    assert places == sorted(places)
    assert "SECRET assert hidden" in text
    assert "Pack it again" in text
    assert "mean 0.5 0 0.5 out of" in text


def test_what_was_passed_over_is_listed(assignment: Assignment, run: Run, paper: Papers) -> None:
    """A .rar is nobody's submission to us, but somebody may be missing because of it."""
    translator = Translator("en", assignment.locale)
    page = class_page(
        assignment, [paper("ada")], run, translator, links={}, problems={}, unmatched=["bo.rar"]
    )
    assert "Passed over" in words(page)
    assert "bo.rar" in words(page)


def test_broken_tests_are_said(assignment: Assignment, run: Run, paper: Papers) -> None:
    """What is wrong with our own tests stands on top, for the instructor."""
    translator = Translator("en", assignment.locale)
    problems = {"normalize": ["test_b: OSError"]}
    page = class_page(assignment, [paper()], run, translator, links={}, problems=problems)
    assert "Hidden tests that are broken" in words(page)
    assert "test_b: OSError" in words(page)


def test_no_isolation_is_said(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Results of a run without isolation can't be mistaken for others."""
    text = words(make(assignment, replace(run, sandbox=()), paper()))
    assert "NO isolation" in text


@pytest.mark.parametrize("text", [HOSTILE, STEERING])
def test_hostile_names_are_inert(
    assignment: Assignment, run: Run, paper: Papers, text: str
) -> None:
    """A student's name or note can't become markup on the instructor's page."""
    hostile = with_outcome(paper(text, text), Outcome.TIMED_OUT)
    harmless = with_outcome(paper(), Outcome.TIMED_OUT)
    tags = {tag for tag, _ in Reader(make(assignment, run, hostile)).tags}
    assert tags == {tag for tag, _ in Reader(make(assignment, run, harmless)).tags}


def test_links_open_the_students_pages(
    tmp_path: Path, assignment: Assignment, run: Run, paper: Papers
) -> None:
    """From index.html each student's page can be reached, whatever the student is called."""
    import urllib.parse

    folder = ResultsFolder.create(tmp_path / "r")
    names = ["ada", "Zoë 李", "a/b?c#d%20", "..", ".hidden", "x" * 300, "x" * 301, HOSTILE]
    results = [paper(name) for name in names]
    for result in results:
        folder.write_student(assignment, result, run, "en")
    folder.write_class(assignment, results, run, "en", problems={})
    links = {
        attrs["href"] or ""
        for tag, attrs in Reader(folder.index.read_text(encoding="utf-8")).tags
        if tag == "a"
    }
    assert len(links) == len(names)
    for link in links:
        assert (folder.path / urllib.parse.unquote(link)).is_file()
    assert len(list(folder.feedback.iterdir())) == len(names)


def test_file_names_are_never_shared() -> None:
    """Two students never get one page, however alike their names are."""
    names = ["a b", "a_b", "a~20.b", "a%20b", "A b", "a\u00a0b", "a/b", "", ".", "..", "a" * 200]
    assert len({feedback_name(name) for name in names}) == len(names)
    for name in names:
        assert "/" not in feedback_name(name)
        assert not feedback_name(name).startswith(".") or name == ""
        assert len(feedback_name(name).encode()) < 255


def test_languages(assignment: Assignment) -> None:
    """A language that the pages can't be written in is refused before anything is graded."""
    require_language(assignment, "zh")
    with pytest.raises(UsageError, match="xx"):
        require_language(assignment, "xx")
    with pytest.raises(UsageError, match="not written in this language"):
        require_language(replace(assignment, languages=("en",)), "zh")
