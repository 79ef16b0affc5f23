"""The class page leads an instructor to what needs a look."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import Assignment
from grader.diagnosis.catalogue import misconceptions
from grader.errors import UsageError
from grader.exam.grading import not_graded_submission
from grader.outcome import Diagnosis, Outcome, Run, Status, SubmissionResult, Text, text
from grader.report.class_page import class_page
from grader.report.folder import ResultsFolder, feedback_name, feedback_names
from grader.report.people import Link
from grader.report.translations import Translator, require_language

from .conftest import with_outcome
from .test_student_page import HOSTILE, STEERING, Reader, words

Papers = Callable[..., SubmissionResult]


def make(
    assignment: Assignment,
    run: Run,
    *results: SubmissionResult,
    language: str = "en",
    links: Mapping[str, str] | None = None,
    further: Mapping[str, Sequence[Link]] | None = None,
) -> str:
    translator = Translator(language, assignment.locale)
    return class_page(
        assignment, results, run, translator, links=links or {}, problems={}, further=further
    )


def diagnosed(result: SubmissionResult, name: str) -> SubmissionResult:
    """The same paper; its failure shows a misconception."""
    first, *rest = result.exercises
    passed, failed = first.tests
    tests = (passed, replace(failed, diagnosis=Diagnosis((name,))))
    return replace(result, exercises=(replace(first, tests=tests), *rest))


def test_table_and_means(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Every student with every score, the means, and how many passed each test."""
    text = words(make(assignment, run, paper("ada"), with_outcome(paper("bo"), Outcome.RAISED)))
    assert "ada 1 – not handed in 1" in text
    assert "mean 1 0 1 out of 2 3 5" in text
    assert "It does b. among the hardest 0 % 0/2" in text
    assert "not changed. 100 % 2/2" in text


def test_what_was_not_graded_comes_first(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Not graded before unreadable before limits, each with its reason; no 0 in the mean."""
    slow = with_outcome(paper("slow"), Outcome.TIMED_OUT)
    broken = with_outcome(paper("broken"), Outcome.NOT_GRADED)
    torn = paper("torn")
    note = Text("{file} is no zip file that can be read. Pack it again.", {"file": "a.zip"})
    unreadable = replace(torn.exercises[0], status=Status.UNREADABLE, score=0.0, notes=(note,))
    torn = replace(torn, score=0.0, exercises=(unreadable, *torn.exercises[1:]))
    page = words(make(assignment, run, broken, slow, torn))
    text = page[page.index("Look at these first what") : page.index("Exercises exercise")]
    places = [text.index(word) for word in ("not graded", "could not be read", "ran out of time")]
    assert places == sorted(places)
    assert "SECRET assert hidden" in text
    assert "Pack it again" in text
    assert "mean 0.5 0 0.5 out of" in page


def test_in_order_or_not(assignment: Assignment, run: Run, paper: Papers) -> None:
    """The first thing said is whether something of ours is broken."""
    assert "Yes: all that could be read was graded" in words(make(assignment, run, paper()))
    broken = words(make(assignment, run, with_outcome(paper(), Outcome.NOT_GRADED)))
    assert "No: something of ours is broken." in broken
    assert "submissions not graded in full ? 1" in broken
    assert "hidden tests broken ✓ 0" in broken


def test_a_reason_that_many_share_is_said_once(
    assignment: Assignment, run: Run, paper: Papers
) -> None:
    """Forty students with one trouble are one row: some names, and how many more there are."""
    slow = [with_outcome(paper(f"s{n:02}"), Outcome.TIMED_OUT) for n in range(40)]
    page = make(assignment, run, *slow)
    text = words(page)
    text = text[text.index("Look at these first what") : text.index("Exercises exercise")]
    assert text.count("ran out of time") == 1
    assert "40 students" in text
    assert "s29" in text
    assert "s30" not in text
    assert "and 10 more, all of them in results.json" in text
    rows = [attrs for tag, attrs in Reader(page).tags if "data-m" in attrs and tag == "tr"]
    assert sum("look" in (row["data-m"] or "").split() for row in rows) == 40


def test_what_went_wrong_with_a_whole_submission(
    assignment: Assignment, run: Run, paper: Papers
) -> None:
    """An examiner that ended is said once for all exercises, with what we know about it."""
    reason = text("The examiner ended while it graded this submission ({reason}).", reason="x")
    lost = not_graded_submission("lost", assignment, reason, internal="Traceback of ours")
    shown = words(make(assignment, run, lost))
    assert "? not graded the whole submission The examiner ended while it graded" in shown
    assert "Traceback of ours" in shown
    assert "Nobody has a total yet." in shown


def test_misconceptions(assignment: Assignment, run: Run, paper: Papers) -> None:
    """In the page's words, with number, share and the students, linked to the test."""
    mistaken = [diagnosed(paper(name), "largest_is_one") for name in ("ada", "bo")]
    results = [*mistaken, paper("cy")]
    links = {name: f"feedback/{name}.html" for name in ("ada", "bo", "cy")}
    for language in ("en", "zh"):
        name = misconceptions(assignment, "normalize")["largest_is_one"].explanation(language).name
        page = make(assignment, run, *results, language=language, links=links)
        assert f"{name.replace('`', '')} normalize" in words(page)
        addresses = [attrs.get("href") for tag, attrs in Reader(page).tags if tag == "a"]
        assert addresses.count("feedback/ada.html#normalize.test_b") >= 1
    page = words(make(assignment, run, *results, links=links))
    assert "2 67 %" in page
    unexplained = page[page.index("Failures that show no known misconception") :]
    assert "cy" in unexplained[: unexplained.index("Hidden tests")]
    assert "ada" not in unexplained[: unexplained.index("Hidden tests")]


def test_the_most_common_misconception_is_first(
    assignment: Assignment, run: Run, paper: Papers
) -> None:
    """Counted by students, whatever the alphabet says."""
    rare = diagnosed(paper("ada"), "changed_in_place")
    common = [diagnosed(paper(name), "largest_is_one") for name in ("bo", "cy")]
    known = misconceptions(assignment, "normalize")
    found = words(make(assignment, run, rare, *common))
    places = [
        found.index(known[name].explanation("en").name.replace("`", ""))
        for name in ("largest_is_one", "changed_in_place")
    ]
    assert places == sorted(places)


def test_links_lead_to_what_a_page_shows(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Pages that show no tests are linked at the exercise."""
    quiet = replace(assignment, feedback="score")
    page = make(
        quiet, run, diagnosed(paper("ada"), "largest_is_one"), links={"ada": "feedback/ada.html"}
    )
    assert "feedback/ada.html#normalize" in page
    assert "#normalize.test_b" not in page


def test_a_misconception_that_the_course_no_longer_knows(
    assignment: Assignment, run: Run, paper: Papers
) -> None:
    """It keeps its name, and the page is made all the same."""
    assert "long_gone normalize" in words(
        make(assignment, run, diagnosed(paper("ada"), "long_gone"))
    )


def test_rates_of_tests(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Passed of those whose function was there; not checked, missing and not graded apart."""
    kinds = {
        "a": Outcome.RAISED,
        "b": Outcome.NOT_CHECKED,
        "c": Outcome.MISSING,
        "d": Outcome.NOT_GRADED,
    }
    results = [with_outcome(paper(name), outcome) for name, outcome in kinds.items()]
    text = words(make(assignment, run, *results))
    assert "test passed not passed not checked yet function not found not graded Length one" in text
    assert "It does b. among the hardest 0 % 0/2 1 1 1 ? 1" in text
    assert "It does b. Passed by 0 of 1." in text


def test_exercises(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Handed in, mean, full marks and not graded of each exercise."""
    full = paper("full")
    full = replace(full, exercises=(replace(full.exercises[0], score=2.0), full.exercises[1]))
    text = words(make(assignment, run, full, paper("part")))
    assert "Length one normalize 2/2 1.5 / 2 50 % 1/2 0" in text
    assert "Running mean running_mean 0/2 0 / 3 0 % 0/0 0" in text


def test_further_pages_have_a_column(assignment: Assignment, run: Run, paper: Papers) -> None:
    """More pages of a student are linked in the table and where a look is needed."""
    slow = with_outcome(paper("slow"), Outcome.TIMED_OUT)
    further = {"slow": [Link(text("details"), "instructor/slow.html")]}
    page = make(assignment, run, slow, paper("ada"), further=further)
    addresses = [attrs.get("href") for tag, attrs in Reader(page).tags if tag == "a"]
    assert addresses.count("instructor/slow.html") == 2


def test_a_large_class_stays_small(assignment: Assignment, run: Run, paper: Papers) -> None:
    """A student costs few bytes, however many share a mistake: two thousand make one megabyte."""

    def size(count: int) -> int:
        results = [diagnosed(paper(f"student {n:04}"), "largest_is_one") for n in range(count)]
        links = {result.student: f"feedback/{result.student}.html" for result in results}
        return len(make(assignment, run, *results, links=links).encode())

    assert (size(400) - size(200)) / 200 < 500


def test_nobody_is_without_a_name(assignment: Assignment, run: Run, paper: Papers) -> None:
    """A name of nothing can still be seen, and its link followed."""
    page = words(make(assignment, run, paper(" "), links={" ": "feedback/~20..html"}))
    assert "(no name) 1 – not handed in" in page


def test_chinese(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Nothing of the page itself stays English."""
    results = [
        diagnosed(paper("甲"), "largest_is_one"),
        with_outcome(paper("乙"), Outcome.NOT_GRADED),
    ]
    text = words(make(assignment, run, *results, language="zh"))
    for english in ("student", "score", "needs a look", "not graded", "mean", "median"):
        assert english not in text.lower().replace("running_mean", "").replace("running mean", "")


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
        if tag == "a" and "#" not in (attrs["href"] or "")
    }
    assert len(links) == 2 * len(names)  # and the instructor's pages
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


def test_file_names_differ_in_more_than_capitals() -> None:
    """No file system takes two students' pages for one; only the second of two alike is marked."""
    names = ["Ada", "ada", "ADA", "Zo\u00eb", "Zoe\u0308", "bob", "stra\u00dfe", "strasse"]
    found = feedback_names(names)
    folded = {unicodedata.normalize("NFKC", name.casefold()) for name in found.values()}
    assert len(folded) == len(names)
    for name in ("ADA", "bob", "strasse"):
        assert found[name] == feedback_name(name)
    assert feedback_names(reversed(names)) == found


def test_languages(assignment: Assignment) -> None:
    """A language that the pages can't be written in is refused before anything is graded."""
    require_language(assignment, "zh")
    with pytest.raises(UsageError, match="xx"):
        require_language(assignment, "xx")
    with pytest.raises(UsageError, match="not written in this language"):
        require_language(replace(assignment, languages=("en",)), "zh")
