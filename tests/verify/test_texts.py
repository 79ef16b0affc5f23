"""What the gate says about texts that lack a translation."""

from __future__ import annotations

from pathlib import Path

from grader.course import load_assignment
from grader.exam.grading import HiddenTest
from grader.verify.texts import missing_texts

VECTORS = load_assignment(Path(__file__).parents[1] / "courses" / "vectors")


def test_hints_have_to_be_translated():
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
