"""What students read is looked for in every language: what charts show, and hints."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course import Assignment, load_assignment
from grader.exam.protocol import HiddenTest
from grader.verify.texts import missing_texts

VECTORS = load_assignment(Path(__file__).parents[1] / "courses" / "vectors")
HIDDEN = '''
def test_a(student, evidence, other):
    """A."""
    evidence.scatter("The title", x="the width", y="`y`", yours={"dots": 1}, expected={"line": 2})
    evidence.histogram("`X`", x="height", values=[], between=(0, 1))
    other.scatter("Somebody else's", x="other", y="other", yours={"other": 1})
'''


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    folder = tmp_path / "solutions" / "small"
    (folder / "hidden").mkdir(parents=True)
    (folder / "double.py").write_text("")
    (folder / "hidden" / "test_double.py").write_text(HIDDEN)
    (folder / "assignment.toml").write_text(
        'title = "1"\nlanguages = ["en", "zh"]\n[exercises.double]\ntitle = "2"\npoints = 1\n'
    )
    return load_assignment(tmp_path)


def test_texts_of_charts_are_translated(assignment: Assignment) -> None:
    """Titles, axes and names of series; nothing that is only code, and nobody else's calls."""
    missing = missing_texts(assignment, assignment.exercises, {}, [])
    assert missing == [
        f"zh: no translation of “{text}”"
        for text in ("The title", "dots", "height", "line", "the width")
    ]


def test_hints_have_to_be_translated() -> None:
    """Each hint is looked up by itself, like the sentence of its test."""
    translated = "How long is the vector (3, 4), and how long should the result be?"
    test = HiddenTest(
        "test_x",
        "Gradients flow through the function.",
        1.0,
        (),
        ("cpu",),
        hints=(translated, "What is missing?"),
    )

    found = missing_texts(VECTORS, VECTORS.exercises[:1], {"normalize": (test,)}, ())

    assert found == ["zh: no translation of “What is missing?”"]
