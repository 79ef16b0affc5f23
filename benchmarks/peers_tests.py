"""The hidden tests of the shipped assignment, taken apart so that a peer's format can hold them.

Every test keeps its own text. Taken away are the import of pytest, which would cost each of a
peer's submissions some 0.3 CPU seconds, the marks, which speak to grader, and ``draw_example``,
which only diagnosis uses.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from mixed import course

from grader.exam.material import Material

# For each student and exercise, the share of the points that was reached: 1.0 is all of them.
Shares = dict[str, dict[str, float]]

_NOT_FOR_PEERS = ("draw_example",)


@dataclass(frozen=True)
class Test:
    """A hidden test: its text, the tests that it needs, and its weight."""

    name: str
    source: str
    needs: tuple[str, ...]
    weight: float

    def call(self, names: str) -> str:
        """The line that runs it; ``names`` is how the notebook's names are reached there."""
        return f"sitting.run({', '.join([names, self.name, *map(repr, self.needs)])})"


@dataclass(frozen=True)
class Exam:
    """All hidden tests of an exercise, what stands around them in their file, and a right program
    with the lines ``### BEGIN SOLUTION`` and ``### END SOLUTION``, which nbgrader looks for too."""

    exercise: str
    preamble: str
    tests: tuple[Test, ...]
    reference: str


def exams() -> list[Exam]:
    """In the order of the exercises. ``train``, which puts names over others, comes last."""
    material = Material.load(course())
    return [
        _exam(
            material.assignment.hidden / f"test_{exercise.name}.py",
            exercise.name,
            _sitting(material.provided_source(exercise.name), exercise.provided),
            material.sources[exercise.name].reference,
        )
        for exercise in material.assignment.exercises
    ]


def _sitting(provided: str | None, over: tuple[str, ...]) -> str:
    given = "" if provided is None else f"provided={provided!r}, over={over!r}"
    return f"from peers_sitting import Sitting\n\nsitting = Sitting({given})"


def _exam(path: Path, exercise: str, sitting: str, reference: str) -> Exam:
    source = path.read_text("utf-8")
    preamble, tests = [], []
    for node in ast.parse(source).body:
        text = ast.get_source_segment(source, node)
        assert text is not None
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            needs = [str(need) for need in _mark(node, "needs")]
            weight = sum(float(str(weight)) for weight in _mark(node, "weight")) or 1.0
            tests.append(Test(node.name, text, tuple(needs), weight))
        elif not _is_left_out(node):
            preamble.append(text)
    return Exam(exercise, "\n\n".join([*preamble, sitting]), tuple(tests), reference)


def _mark(node: ast.FunctionDef, name: str) -> list[object]:
    """What the marks of this name were given."""
    calls = [mark for mark in node.decorator_list if isinstance(mark, ast.Call)]
    return [
        ast.literal_eval(argument)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == name
        for argument in call.args
    ]


def _is_left_out(node: ast.stmt) -> bool:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names] == ["pytest"]
    if isinstance(node, ast.Expr):  # the file's docstring
        return True
    return isinstance(node, ast.FunctionDef) and node.name in _NOT_FOR_PEERS
