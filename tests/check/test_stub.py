"""What a stub says of itself: enough to check it, and nothing that is secret."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.course import load_assignment
from grader.exam.material import Material
from grader.stub import read_stub
from tests.check.conftest import ROOT, STUBS, document


def test_a_student_is_told_what_grading_tells_a_candidate() -> None:
    """Functions are found by the same facts with and without the course."""
    assignment = load_assignment(ROOT, "linear_regression")
    specs = {spec.exercise: dict(spec.plain) for spec in Material.load(assignment).specs()}
    for language in assignment.languages:
        for name, spec in specs.items():
            stub = read_stub((STUBS / language / f"{name}.ipynb").read_bytes())
            assert stub is not None
            mark = stub.mark.find(name)
            assert mark is not None
            assert stub.mark.spec(mark) == spec
            assert len(stub.checks[name]) == mark.checks


def test_no_solution_is_in_a_stub() -> None:
    """No line of a solution, and no name of a hidden test."""
    hidden = ROOT / "solutions" / "linear_regression" / "hidden"
    tests = {
        line.partition("(")[0].removeprefix("def ")
        for path in hidden.glob("test_*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("def test_")
    }
    assert tests
    for path in STUBS.glob("*/*.ipynb"):
        told = json.dumps(json.loads(path.read_text("utf-8"))["metadata"])
        assert not [name for name in tests if name in told]
        assert "param -= lr" not in told
        assert len(told) < 4000


def _changed(**changes: Any) -> bytes:
    notebook = document("sgd")
    notebook["metadata"]["grader"].update(changes)
    return json.dumps(notebook).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 200_000,
        b"[]",
        b'{"metadata": {"grader": 1}, "cells": []}',
        b'{"metadata": {"grader": {}}, "cells": {}}',
        _changed(exercises=[{"name": "sgd"}]),
        _changed(exercises=[{"name": "a/b", "title": "", "function": "f", "parameters": 1}]),
        _changed(assignment="../x"),
        _changed(title=["x"]),
        _changed(language="x" * 1000),
    ],
    ids=range(11),
)
def test_nonsense_is_no_stub(data: bytes) -> None:
    """Whatever stands there, nothing breaks."""
    assert read_stub(data) is None


@pytest.mark.parametrize("given", ["def f(:", "(" * 40_000, "\0", "x" * 40_000])
def test_nonsense_for_given_code_gives_nothing_away(given: str) -> None:
    """It is student's text by now; what can't be parsed is passed over."""
    notebook = document("sgd")
    notebook["metadata"]["grader"]["exercises"][0]["given"] = given
    stub = read_stub(json.dumps(notebook).encode())
    assert stub is not None
    known = read_stub(json.dumps(document("sgd")).encode())
    assert known is not None
    mark = stub.mark.exercises[0]
    assert stub.mark.spec(mark) == known.mark.spec(known.mark.exercises[0])


def test_cells_that_are_no_cells_are_passed_over() -> None:
    """Only code cells that are marked as checks count, wherever they stand."""
    notebook = document("sgd")
    cells = notebook["cells"]
    cells[:0] = [None, 3, {"metadata": []}, {"metadata": {"nbgrader": {"grade_id": [1]}}}]
    stub = read_stub(json.dumps(notebook).encode())
    assert stub is not None
    assert stub.checks == {"sgd": (len(cells),)}
