"""The class that all graders of a comparison grade: right and wrong programs of the shipped course,
one notebook for each student, that any of the graders can read.

Only programs that are one function and imports are taken: in one notebook others could disturb each
other, and then the graders would not grade the same. Nor are those that compile themselves, which
takes far longer than all tests.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from classes import SHIPPED

from grader.course import Assignment, Exercise, find_course, load_assignment
from grader.diagnosis.catalogue import accepted, misconceptions

FILE = "linear_regression.ipynb"


@dataclass(frozen=True)
class Handed:
    """What a student hands in: a program for each exercise, and how many of them are wrong."""

    student: str
    programs: dict[str, str]
    wrong: int

    def notebook(self) -> str:
        """All of it in one notebook, a cell for each program."""
        cells = [
            nbformat.v4.new_markdown_cell(f"# Linear regression from scratch: {self.student}"),
            nbformat.v4.new_code_cell("import random\n\nimport torch"),
        ]
        cells += [nbformat.v4.new_code_cell(program) for program in self.programs.values()]
        for number, cell in enumerate(cells):
            cell.id = f"cell{number}"
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        return nbformat.writes(notebook)


def course() -> Assignment:
    """The shipped assignment."""
    return load_assignment(find_course(SHIPPED.folder), SHIPPED.assignment)


def students(count: int) -> list[Handed]:
    """So many students; of a student's exercises every fourth is wrong."""
    assignment = course()
    right = {e.name: _alone([a.program for a in accepted(assignment, e.name)]) for e in _all()}
    wrong = {
        e.name: _alone([m.program for m in misconceptions(assignment, e.name).values()])
        for e in _all()
    }
    made = []
    for number in range(count):
        programs, mistakes = {}, 0
        for place, exercise in enumerate(_all()):
            is_wrong = (number + place) % 4 == 3
            kind = wrong if is_wrong else right
            choice = kind[exercise.name]
            programs[exercise.name] = choice[(number * 7 + place) % len(choice)]
            mistakes += is_wrong
        made.append(Handed(f"student{number:05}", programs, mistakes))
    return made


def hand_in(handed: list[Handed], place: Path) -> None:
    """A folder with each student's notebook."""
    for item in handed:
        folder = place / item.student
        folder.mkdir(parents=True)
        (folder / FILE).write_text(item.notebook(), "utf-8")


def _all() -> Sequence[Exercise]:
    return course().exercises


def _alone(programs: list[str]) -> list[str]:
    return [program for program in programs if _is_one_function(program)]


def _is_one_function(program: str) -> bool:
    nodes = ast.parse(program).body
    rest = [n for n in nodes if not isinstance(n, ast.Import | ast.ImportFrom | ast.Expr)]
    return len(rest) == 1 and isinstance(rest[0], ast.FunctionDef) and "jit" not in program
