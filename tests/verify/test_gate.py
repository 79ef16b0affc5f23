"""The gate as a whole, on the small course: it passes as it is, and says what is wrong if not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.verify import Report, Request, verify, write_page
from grader.verify.specimens import Kind
from tests.quiet import Quiet

VECTORS = Path(__file__).parents[1] / "courses" / "vectors"


def gate(course: Path, exercise: str | None = None) -> Report:
    request = Request(load_assignment(course), exercise=exercise, device="auto", jobs=2, seed="7")
    return verify(request, Quiet())


def problems(report: Report) -> dict[str, str]:
    return {check.title: "\n".join(check.problems) for check in report.checks if not check.passes}


@pytest.fixture(scope="module")
def passed() -> Report:
    """The gate of the small course; takes half a minute."""
    return gate(VECTORS)


def test_the_small_course_passes(passed):
    """Every check, for both of its exercises."""
    assert problems(passed) == {}
    assert passed.passes
    assert [exercise.name for exercise in passed.exercises] == ["normalize", "running_mean"]


def test_every_kind_of_program_was_tried(passed):
    """Three accepted solutions and three misconceptions at least for each exercise."""
    for exercise in ("normalize", "running_mean"):
        assert len(passed.of(Kind.STUB, exercise)) == 2
        assert len(passed.of(Kind.SOLUTION, exercise)) == 1
        assert len(passed.of(Kind.ACCEPTED, exercise)) >= 3
        assert len(passed.of(Kind.MISCONCEPTION, exercise)) >= 3
        assert len(passed.of(Kind.MUTANT, exercise)) > 10


def test_the_page_tells_the_same(passed, tmp_path):
    """Each check, each reason for a test or a mutant, each misconception is on it."""
    page = write_page(passed, tmp_path / "page").read_text(encoding="utf-8")

    assert "The gate is passed." in page
    for words in (
        *(check.title for check in passed.checks),
        "says in words what test_gradient shows",
        "The task asks for no gradients.",
        "window_never_wider",
    ):
        assert words in page


def test_what_is_wrong_is_said(tmp_path):
    """One fault for each check: all are reported at once, by the names of their files."""
    shutil.copytree(VECTORS, tmp_path / "course")
    home = tmp_path / "course" / "solutions" / "vectors"
    wrong, right = home / "misconceptions" / "normalize", home / "accepted" / "normalize"
    (right / "largest.py").write_text(
        '"""Not right."""\n\ndef normalize(v):\n    return v / v.abs().max().clamp_min(1e-12)\n'
    )
    path = wrong / "zero_by_zero.py"
    path.write_text(path.read_text("utf-8").replace('"test_zero_vector"', '"test_gradient"'))
    path = wrong / "length_as_number.py"
    path.write_text(re.sub(r'# %% \[markdown\] lang="zh"\n(#.*\n)+', "", path.read_text("utf-8")))
    path = home / "equivalent_mutants.toml"
    path.write_text(path.read_text("utf-8").replace("length.clamp_min(2e-12)", "nothing"))
    path = home / "hidden" / "test_normalize.py"
    path.write_text(re.sub(r"@pytest.mark.kept.*\n", "", path.read_text("utf-8")))
    (home / "accepted" / "normalise").mkdir()

    report = gate(tmp_path / "course", "normalize")

    found = problems(report)
    assert not report.passes
    for title, words in (
        ("The hidden tests can be used", "accepted/normalise is named after no exercise"),
        ("Every accepted solution gets full marks", "largest: fails test_direction_and_length"),
        (
            "Every misconception fails at a test that says so",
            "zero_by_zero: should fail first at test_gradient, but fails test_zero_vector",
        ),
        (
            "Every misconception is told apart from the others",
            "zero_by_zero: is taken for nothing",  # it is looked for where it is said to fail
        ),
        ("Every mutant is killed, or listed as equivalent", "take it off the list"),
        ("Every hidden test is needed", "test_argument_is_kept catches no wrong program"),
        (
            "Everything that students read is there in every language",
            'length_as_number.py: no explanation in "zh"',
        ),
    ):
        assert words in found.pop(title)
    assert found == {}
