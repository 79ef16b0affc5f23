"""One exercise's source in one language as a notebook: a stub for students, or solved.

The same source gives the same bytes, on any day and machine. What a source may look like is
checked in ``grader.build.checks``; where notebooks go is the business of ``grader.build.build``.

Cells bear nbgrader's metadata (schema version 3, ``nbgraderformat/v3.json`` of nbgrader): the stub
is a solution cell, given code and self-checks are read-only cells, nothing else is marked. No cell
is one that nbgrader would grade by itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import nbformat

from grader.source import BEGIN_SOLUTION, END_SOLUTION, CellKind, ExerciseSource, SourceCell
from grader.stub import KEY, StubMark

# What stands in a student's notebook in place of the solution.
STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
_SCHEMA_VERSION = 3
_MAX_STEM = 56  # nbformat allows ids of 64 characters
_LOCKED = {CellKind.GIVEN: "given", CellKind.PUBLIC: "check"}
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Target:
    """Which notebook is wanted. ``solved`` keeps the solution where a stub has a gap; ``mark`` is
    what it says of itself beside its assignment, exercise and language."""

    assignment: str
    exercise: str
    language: str
    solved: bool = False
    mark: StubMark | None = None


def notebook_bytes(source: ExerciseSource, target: Target) -> bytes:
    """The notebook as the bytes of its file, ending in a newline."""
    text: str = nbformat.writes(make_notebook(source, target), version=nbformat.NO_CONVERT)
    return (text.rstrip("\n") + "\n").encode("utf-8")


def make_notebook(source: ExerciseSource, target: Target) -> nbformat.NotebookNode:
    """The notebook of ``target``: an nbformat 4.5 node without outputs.

    A cell's id tells its place in the source, so the same cell has the same id in every language.
    """
    grade_ids = _grade_ids(source, target.exercise)
    cells = [
        _cell(cell, f"{target.exercise[:_MAX_STEM]}-{number:02}", grade_ids.get(number), target)
        for number, cell in enumerate(source.cells, start=1)
        if cell.language in (None, target.language)
    ]
    metadata = {
        KEY: {
            "assignment": target.assignment,
            "exercise": target.exercise,
            "language": target.language,
            **(target.mark.plain() if target.mark is not None else {}),
        },
        "kernelspec": _KERNEL,
        "language_info": {"name": "python"},
    }
    return nbformat.NotebookNode(
        nbformat.from_dict(
            {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        )
    )


def _cell(
    cell: SourceCell, identifier: str, grade_id: str | None, target: Target
) -> dict[str, Any]:
    metadata = {} if grade_id is None else {"nbgrader": _nbgrader(cell.kind, grade_id)}
    common = {"id": identifier, "metadata": metadata, "source": cell_text(cell, target.solved)}
    if cell.kind is CellKind.PROSE:
        return {"cell_type": "markdown", **common}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **common}


def _nbgrader(kind: CellKind, grade_id: str) -> dict[str, object]:
    return {
        "schema_version": _SCHEMA_VERSION,
        "grade": False,
        "locked": kind in _LOCKED,
        "solution": kind is CellKind.SOLUTION,
        "task": False,
        "grade_id": grade_id,
    }


def _grade_ids(source: ExerciseSource, exercise: str) -> dict[int, str]:
    """nbgrader's ids by the cell's place in the source, from 1.

    They count cells of a kind, so prose may come and go without a change of any of them.
    """
    counts: Counter[CellKind] = Counter()
    found = {}
    for number, cell in enumerate(source.cells, start=1):
        counts[cell.kind] += 1
        if cell.kind is CellKind.SOLUTION:
            found[number] = exercise
        elif cell.kind in _LOCKED:
            found[number] = f"{exercise}-{_LOCKED[cell.kind]}-{counts[cell.kind]}"
    return found


def cell_text(cell: SourceCell, solved: bool) -> str:
    """What stands in the cell: the source without its markers, and for a stub without solution."""
    if cell.kind is not CellKind.SOLUTION:
        return cell.text.strip("\n")
    lines = cell.text.strip("\n").split("\n")
    begin, end = (_marker(lines, marker) for marker in (BEGIN_SOLUTION, END_SOLUTION))
    indentation = lines[begin][: -len(lines[begin].lstrip())]
    stub = [f"{indentation}{line}" for line in STUB]
    inside = lines[begin + 1 : end] if solved else stub
    return "\n".join([*lines[:begin], *inside, *lines[end + 1 :]])


def _marker(lines: list[str], marker: str) -> int:
    return next(number for number, line in enumerate(lines) if line.strip() == marker)
