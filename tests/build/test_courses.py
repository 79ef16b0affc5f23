"""The courses of this repository: their notebooks are current and run as they should."""

from __future__ import annotations

import ast
import gettext
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.build import check_assignment
from grader.build.notebooks import Target, make_notebook
from grader.course import Assignment, Exercise, assignment_names, load_assignment
from grader.source import read_source

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "tests" / "courses" / "vectors"
COURSES = [VECTORS, *([ROOT] if (ROOT / "solutions").is_dir() else [])]
ASSIGNMENTS = [
    pytest.param(course, name, id=name) for course in COURSES for name in assignment_names(course)
]


def _exercises() -> Iterator[Any]:
    """Every exercise; those of the large course take a kernel for minutes and are slow."""
    for course in COURSES:
        marks = () if course == VECTORS else (pytest.mark.slow,)
        for name in assignment_names(course):
            text = (course / "solutions" / name / "assignment.toml").read_text("utf-8")
            for exercise in tomllib.loads(text)["exercises"]:
                yield pytest.param(course, name, exercise, id=f"{name}-{exercise}", marks=marks)


def _programs(assignment: Assignment, exercise: str, *, solved: bool) -> list[Any]:
    """An exercise's notebooks, one for each distinct program: most differ in prose alone."""
    source = read_source(assignment.instructors / f"{exercise}.py")
    found = {}
    for language in assignment.languages:
        notebook = make_notebook(source, Target(assignment.name, exercise, language, solved))
        program = tuple(cell.source for cell in notebook.cells if cell.cell_type == "code")
        found.setdefault(program, notebook)
    return list(found.values())


@pytest.mark.parametrize(("course", "name"), ASSIGNMENTS)
def test_committed_files_are_current(course, name):
    """Stubs and translations under version control are what the sources give."""
    check_assignment(load_assignment(course, name))


@pytest.mark.parametrize(("course", "name", "exercise"), list(_exercises()))
def test_solved_notebook_runs_from_top_to_bottom(course, name, exercise, run_notebook):
    """Given code, solution, self-checks and trials work together in a fresh kernel."""
    for notebook in _programs(load_assignment(course, name), exercise, solved=True):
        assert run_notebook(notebook) is None


@pytest.mark.parametrize(("course", "name", "exercise"), list(_exercises()))
def test_stub_stops_at_its_gap(course, name, exercise, run_notebook):
    """The first thing that fails in a fresh stub is the line that the student is to replace."""
    for notebook in _programs(load_assignment(course, name), exercise, solved=False):
        error = run_notebook(notebook)

        assert error is not None
        assert error.ename == "NotImplementedError"
        assert "raise NotImplementedError()" in _ANSI.sub("", error.traceback)


def test_unfinished_submission_is_the_stub():
    """The student who wrote nothing handed in what the build gives."""
    assignment = load_assignment(VECTORS)
    for exercise in assignment.exercises:
        name = f"{exercise.name}.ipynb"
        handed_in = VECTORS / "submissions" / "unfinished" / name

        assert (assignment.stubs / "en" / name).read_bytes() == handed_in.read_bytes()


def test_every_text_of_the_vectors_course_is_translated():
    """Titles and the sentences of hidden tests have a Chinese translation."""
    assignment = load_assignment(VECTORS)
    chinese = gettext.translation("messages", assignment.locale, ["zh"])
    texts = [assignment.title, *(exercise.title for exercise in assignment.exercises)]
    for exercise in assignment.exercises:
        texts += _sentences(assignment, exercise)

    assert [text for text in texts if chinese.gettext(text) == text] == []


def _sentences(assignment: Assignment, exercise: Exercise) -> list[str]:
    """The docstrings of an exercise's hidden tests, and the templates of ``check``."""
    tree = ast.parse(assignment.hidden_test(exercise).read_text("utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    checks = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "check"]
    docstrings = [" ".join((ast.get_docstring(test) or "").split()) for test in tests]
    return docstrings + [ast.literal_eval(call.args[1]) for call in checks]
