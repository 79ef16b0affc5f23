"""nbgrader: the class as a course directory, and the commands that grade it.

As its user guide sets a course up: a source notebook with a solution cell and grade cells for each
exercise, released by ``nbgrader generate_assignment``; then ``nbgrader autograde`` and ``nbgrader
generate_feedback``, each once for all students. Settings are the defaults. Each hidden test is a
grade cell of its own, a region of hidden tests; the first of an exercise also holds what the tests
share.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from mixed import FILE, Handed
from peers_environments import Environment
from peers_tests import Exam, Shares, exams

ASSIGNMENT = "linear_regression"
_CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'
_HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"


class Nbgrader:
    """The class in nbgrader's form."""

    package = "nbgrader"

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self.variables = environment.variables()

    def prepare(self, handed: list[Handed], place: Path) -> None:
        """Write the course, release the assignment, and let everybody hand in."""
        source = place / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        (place / "nbgrader_config.py").write_text(_CONFIG, "utf-8")
        nbformat.write(_notebook(), source / FILE)
        subprocess.run(
            [self._environment.command("nbgrader"), "generate_assignment", ASSIGNMENT],
            cwd=place,
            env=self.variables,
            check=True,
            capture_output=True,
        )
        released = (place / "release" / ASSIGNMENT / FILE).read_text("utf-8")
        for item in handed:
            folder = place / "submitted" / item.student / ASSIGNMENT
            folder.mkdir(parents=True)
            (folder / FILE).write_text(_filled(released, item.programs), "utf-8")

    def steps(self, place: Path) -> Mapping[str, list[str]]:
        """What is measured: a command for each part of the work."""
        nbgrader = self._environment.command("nbgrader")
        return {
            "grading": [nbgrader, "autograde", ASSIGNMENT],
            "feedback pages": [nbgrader, "generate_feedback", ASSIGNMENT],
        }

    def shares(self, place: Path) -> Shares:
        """What everybody reached, from the gradebook."""
        reached: dict[tuple[str, str], list[float]] = {}
        with contextlib.closing(sqlite3.connect(place / "gradebook.db")) as database:
            for student, cell, score, most in database.execute(_SCORES):
                sums = reached.setdefault((student, cell.partition("--")[0]), [0.0, 0.0])
                sums[0] += score
                sums[1] += most
        found: Shares = {}
        for (student, exercise), (score, most) in reached.items():
            found.setdefault(student, {})[exercise] = score / most
        return found


_SCORES = """
    select submitted_assignment.student_id, base_cell.name, grade.auto_score, grade_cells.max_score
    from grade
    join grade_cells on grade_cells.id = grade.cell_id
    join base_cell on base_cell.id = grade.cell_id
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
"""


def _notebook() -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_code_cell("import random\n\nimport torch")]
    for exam in exams():
        cells += _cells(exam)
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return notebook


def _cells(exam: Exam) -> list[nbformat.NotebookNode]:
    """A cell for the student's program, and a cell for each test."""
    made = [_cell(exam.exercise, exam.reference, solution=True)]
    for number, test in enumerate(exam.tests):
        parts = ([] if number else [exam.preamble]) + [test.source, test.call("globals()")]
        text = _HIDDEN.format("\n\n\n".join(parts))
        made.append(_cell(f"{exam.exercise}--{test.name}", text, points=test.weight))
    return made


def _cell(
    name: str, source: str, *, solution: bool = False, points: float | None = None
) -> nbformat.NotebookNode:
    marks: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": name,
        "solution": solution,
        "grade": not solution,
        "locked": not solution,
        "task": False,
    }
    if points is not None:
        marks["points"] = points
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": marks})


def _filled(released: str, programs: Mapping[str, str]) -> str:
    """The released notebook with a student's programs in its solution cells."""
    notebook = json.loads(released)
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution"):
            cell["source"] = programs[marks["grade_id"]]
    return json.dumps(notebook)
