"""The class that all graders of a comparison grade: right and wrong programs of the shipped course,
one notebook for each student, that any of the graders can read.

Only programs that are one function and imports are taken: in one notebook others could disturb each
other, and then the graders would not grade the same. Nor are those that take much longer than most
do, since they compile themselves or go from number to number: the tests would cost more, and what a
grader adds to them would seem less.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from classes import SHIPPED

from grader.course import Assignment, Exercise, find_course, load_assignment
from grader.diagnosis.catalogue import Accepted, Misconception, accepted, misconceptions

FILE = "linear_regression.ipynb"
Known = Accepted | Misconception
# On these all tests of the exercise take more than 35 ms; on most, less than 20.
SLOW = {
    "data_iter": {"data_loader", "filled_row_by_row"},
    "linreg": {"fills_a_tensor", "loop_over_rows", "python_sums"},
    "squared_loss": {"jit_script"},
    "synthetic_data": {
        "filled_row_by_row",
        "first_label_without_noise",
        "halves",
        "pure_python",
        "jit_script",
        "threads",
    },
}


@dataclass(frozen=True)
class Handed:
    """What a student hands in: a program for each exercise, what grader's collections call it, and
    for which exercises it is a wrong one."""

    student: str
    programs: dict[str, str]
    names: dict[str, str]
    wrong: frozenset[str]

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
    right = {e.name: _usual(e, accepted(assignment, e.name)) for e in _all()}
    wrong = {e.name: _usual(e, misconceptions(assignment, e.name).values()) for e in _all()}
    made = []
    for number in range(count):
        chosen, mistaken = {}, set()
        for place, exercise in enumerate(_all()):
            is_wrong = (number + place) % 4 == 3
            kind = wrong if is_wrong else right
            choice = kind[exercise.name]
            chosen[exercise.name] = choice[(number * 7 + place) % len(choice)]
            if is_wrong:
                mistaken.add(exercise.name)
        programs = {name: known.program for name, known in chosen.items()}
        names = {name: known.name for name, known in chosen.items()}
        made.append(Handed(f"student{number:05}", programs, names, frozenset(mistaken)))
    return made


def hand_in(handed: list[Handed], place: Path) -> None:
    """A folder with each student's notebook."""
    for item in handed:
        folder = place / item.student
        folder.mkdir(parents=True)
        (folder / FILE).write_text(item.notebook(), "utf-8")


def _all() -> Sequence[Exercise]:
    return course().exercises


def _usual(exercise: Exercise, known: Iterable[Known]) -> list[Known]:
    slow = SLOW.get(exercise.name, ())
    return [k for k in known if k.name not in slow and _is_one_function(k.program)]


def _is_one_function(program: str) -> bool:
    nodes = ast.parse(program).body
    rest = [n for n in nodes if not isinstance(n, ast.Import | ast.ImportFrom | ast.Expr)]
    return len(rest) == 1 and isinstance(rest[0], ast.FunctionDef)
