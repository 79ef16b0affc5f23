"""The instructor's page has all of the student's and what stands behind it; theirs has not."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.course import Assignment
from grader.exam.seeds import derive_seed
from grader.outcome import (
    Diagnosis,
    HandedIn,
    Outcome,
    Replay,
    Run,
    Spent,
    SubmissionResult,
    TestResult,
)
from grader.report.folder import ResultsFolder
from grader.report.instructor_page import instructor_page
from grader.report.results import results_json
from grader.report.student_page import student_page
from grader.report.translations import Translator

from .conftest import with_outcome
from .test_student_page import HOSTILE, STEERING, Reader

Papers = Callable[..., SubmissionResult]
Page = Callable[..., str]
CODE = "import torch\n\nresult = normalize(t0)\n"
DIGEST = "ab" * 32


@pytest.fixture
def page(assignment: Assignment, run: Run) -> Page:
    def make(result: SubmissionResult, language: str = "en", feedback: str = "full") -> str:
        chosen = replace(assignment, feedback=feedback, feedback_after_due=feedback)
        return instructor_page(chosen, result, run, Translator(language, assignment.locale))

    return make


def words(page: str) -> str:
    """What is to be read on a page, with single spaces."""
    return " ".join(Reader(page).text.split())


def with_facts(result: SubmissionResult, **facts: Any) -> SubmissionResult:
    """The paper with all that is known of its second test and of itself."""
    exercise = result.exercises[0]
    given = {"replay": Replay(CODE, calls=1), "cpu_seconds": 0.125, "seconds": 0.25, **facts}
    tests = (exercise.tests[0], replace(exercise.tests[1], **given))
    return replace(
        result,
        exercises=(replace(exercise, tests=tests), *result.exercises[1:]),
        files=(HandedIn("sgd.ipynb", 2048, DIGEST),),
        spent=Spent(seconds=1.5, cpu_seconds=0.75, processes=2, peak_bytes=300 << 20),
    )


def test_what_stands_behind_a_test(page: Page, paper: Papers, run: Run) -> None:
    """Its id, seeds, times, pytest's own words, and the calls to paste."""
    shown = words(page(with_facts(paper())))
    for purpose in ("inputs", "candidate"):
        assert str(derive_seed(run.seed, purpose, "normalize", "test_b")) in shown
    for told in (
        "hidden/test_normalize.py::test_b",
        "cpu: not yet right (failed)",
        "0.125 s of CPU in the student's program, 0.250 s for the whole test",
        "SECRET assert hidden == 42",
        "import torch result = normalize(t0)",
    ):
        assert told in shown


def test_a_traceback_begins_at_the_test(page: Page, paper: Papers) -> None:
    """The frames of pytest's that lead to the test are left out."""
    internal = (
        'Traceback (most recent call last):\n  File "/x/_pytest/runner.py", line 3, in call\n'
        '  File "/x/hidden/test_normalize.py", line 7, in test_b\n    assert OWN\n'
    )
    shown = words(page(paper(internal=internal)))
    assert 'test_normalize.py", line 7, in test_b assert OWN' in shown
    assert "_pytest" not in shown


def test_what_stands_behind_the_page(page: Page, paper: Papers, assignment: Assignment) -> None:
    """Files, times, memory, limits, run, versions, layers and what they can't promise."""
    shown = words(page(with_facts(paper())))
    for told in (
        f"sgd.ipynb 2048 {DIGEST}",
        "1.50 s by the clock",
        "0.75 s of CPU in the student's processes, of which there were 2",
        "300 MB at most in one process",
        f"{assignment.limits.memory_mb} MB of address space",
        "secret-seed",
        "grader 0.1.0, PyTorch 2.13.0",
        "landlock",
        "No isolation: a submission can read",
    ):
        assert told in shown


def test_it_has_all_of_the_students_page(
    page: Page, paper: Papers, assignment: Assignment, run: Run
) -> None:
    """Whatever the policy tells students: each piece of the full page of theirs is there."""
    result = with_facts(paper())
    full = replace(assignment, feedback="full")
    theirs = Reader(student_page(full, result, run, Translator("en", assignment.locale)))
    for feedback in ("full", "hints", "score"):
        ours = words(page(result, feedback=feedback))
        missing = [line for line in theirs.text.split("\n") if " ".join(line.split()) not in ours]
        assert [line for line in missing if "·" not in line] == []  # but for the title


@pytest.mark.parametrize(
    ("language", "banner"),
    [("en", "For instructors. Do not hand out."), ("zh", "仅供教师使用，请勿分发。")],
)
def test_the_banner(page: Page, paper: Papers, language: str, banner: str) -> None:
    """It says first of all that it is not for students."""
    shown = words(page(with_facts(paper()), language))
    assert banner in shown
    assert shown.index(banner) < shown.index("ada", shown.index(banner))


def test_nothing_of_it_reaches_students(paper: Papers, assignment: Assignment, run: Run) -> None:
    """Neither a student's page, whatever the policy, nor results.json holds calls or digests."""
    diagnosis = Diagnosis(distance=0.123456, also=("ALSO",))
    result = with_facts(paper(), replay=Replay("REPLAYED\n", calls=1), diagnosis=diagnosis)
    texts = ["".join(results_json(assignment, [result], run))]
    for feedback in ("full", "hints", "score"):
        chosen = replace(assignment, feedback=feedback, feedback_after_due=feedback)
        texts.append(student_page(chosen, result, run, Translator("en", assignment.locale)))
    for told in texts:
        for secret in ("REPLAYED", DIGEST, "0.123", "ALSO", "Do not hand out", "SECRET"):
            assert secret not in told
    for seed in ("secret-seed", str(derive_seed(run.seed, "inputs", "normalize", "test_b"))):
        assert not any(seed in told for told in texts[1:])


def test_what_can_not_be_replayed_whole_is_said(page: Page, paper: Papers) -> None:
    """Calls left out, tensors emptied, and code too long each have their sentence."""
    partly = Replay(CODE, calls=40, left_out=3, emptied=2)
    shown = words(page(with_facts(paper(), replay=partly)))
    assert "The 3 calls before these are left out" in shown
    assert "2 of the tensors are too large for this page" in shown
    shown = words(page(with_facts(paper(), replay=Replay("", calls=1))))
    assert "too long for this page" in shown
    assert "grader run --seed secret-seed" in shown
    without = words(page(with_facts(paper(), replay=None)))
    assert "Paste this" not in without


def test_how_sure_a_diagnosis_is(page: Page, paper: Papers) -> None:
    """Its names, the distance, and what agreed as well."""
    diagnosis = Diagnosis(("largest_is_one",), distance=0.25, also=("other_one",))
    shown = words(page(with_facts(paper(), diagnosis=diagnosis)))
    assert "largest_is_one; distance 0.25" in shown
    assert "agreeing too, but less likely: other_one" in shown


def test_printed_output_that_was_cut_is_there_whole(page: Page, paper: Papers) -> None:
    """Lines that the student's page leaves out can be read here."""
    lines = "\n".join(f"line {number}." for number in range(200))
    assert "line 100." in words(page(with_facts(paper(), printed=lines)))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_page(page: Page, paper: Papers, outcome: Outcome) -> None:
    """Whatever became of a test, its id and its internal text are there."""
    shown = words(page(with_outcome(paper(), outcome)))
    assert "hidden/test_normalize.py::test_a" in shown
    assert f"({outcome})" in shown


def test_hostile_text_is_inert(page: Page, paper: Papers) -> None:
    """Names, output and calls are text; nothing steers a terminal or a reader's eye."""
    result = with_facts(paper(HOSTILE, HOSTILE), printed=HOSTILE * 50, replay=Replay(HOSTILE, 1))
    result = replace(result, files=(HandedIn(HOSTILE + STEERING, 1, DIGEST),))
    made = page(result)
    tags = Reader(made).tags
    assert not [tag for tag, _ in tags if tag in ("script", "img")]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert not {letter for letter in made if letter in "\u202e\u2066\x1b\x07"}


def test_where_it_lies(tmp_path: Path, assignment: Assignment, run: Run, paper: Papers) -> None:
    """In a folder of the owner's alone, under the name of the student's page; old ones go."""
    folder = ResultsFolder.create(tmp_path / "results")
    folder.write_student(assignment, paper("gone"), run, "en")
    again = ResultsFolder.create(tmp_path / "results")
    feedback = again.write_student(assignment, paper("ada/ b"), run, "en")
    again.write_class(assignment, [paper("ada/ b")], run, "en", problems={})
    found = sorted(again.instructor.iterdir())
    assert [path.name for path in found] == [feedback.name]
    assert stat.S_IMODE(found[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(again.instructor.stat().st_mode) == 0o700


def test_it_speaks_the_language_of_the_overview(
    tmp_path: Path, assignment: Assignment, run: Run, paper: Papers
) -> None:
    """A student's page is in the notebook's language, the instructor's as the run is asked."""
    folder = ResultsFolder.create(tmp_path)
    path = folder.write_student(assignment, replace(paper(), language="zh"), run, None)
    assert 'lang="zh-CN"' in path.read_text("utf-8")
    assert 'lang="en"' in (folder.instructor / path.name).read_text("utf-8")
    folder.write_student(assignment, paper(), run, "zh")
    assert 'lang="zh-CN"' in (folder.instructor / path.name).read_text("utf-8")


def test_records_can_be_kept(paper: Papers) -> None:
    """A record with all of it survives the gradebook, so that the page can be made again."""
    from pydantic import TypeAdapter

    adapter = TypeAdapter(SubmissionResult)
    result = with_facts(paper(), diagnosis=Diagnosis(("a",), distance=0.5, also=("b",)))
    assert adapter.validate_python(json.loads(adapter.dump_json(result))) == result
    assert isinstance(result.exercises[0].tests[1], TestResult)
