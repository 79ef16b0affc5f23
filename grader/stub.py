"""What a stub notebook says of itself, so that it can be checked where there is no course.

``grader build`` writes it into the notebook's metadata, ``grader check`` reads it. All of it is
public: what grading tells a candidate, and no more. Digests would not do for the code that is given
away: they differ between versions of Python.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.wire.definitions import definition_digest

KEY = "grader"
_CHECK_CELL = re.compile(r"([A-Za-z_][A-Za-z0-9_]{0,79})-check-[0-9]{1,6}")
_Name = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,79}$")]
_Line = Annotated[str, Field(max_length=200)]
_Names = Annotated[tuple[_Name, ...], Field(max_length=50)]


class _Marks(BaseModel):
    # Later versions may write more; and JSON has lists for tuples.
    model_config = ConfigDict(extra="ignore", frozen=True)


class ExerciseMark(_Marks):
    """One exercise: how its function is found and taken out.

    ``name`` is the exercise's; ``title`` is in the notebook's language; ``checks`` counts the
    cells with public checks; ``given`` is the code that the stub gives away, where it defines
    anything; ``provided`` names what of it is set over the student's own.
    """

    name: _Name
    title: _Line
    function: _Name
    parameters: Annotated[int, Field(ge=0, le=1000)]
    checks: Annotated[int, Field(ge=0, le=1000)]
    also_named: _Names = ()
    provided: _Names = ()
    forbid: Annotated[tuple[_Line, ...], Field(max_length=50)] = ()
    given: Annotated[str, Field(max_length=50_000)] = ""


class StubMark(_Marks):
    """What a stub says: its assignment, and all exercises of that, since students join notebooks.

    ``exercise`` is the one that the notebook was built for, None in a notebook that was made of
    several by hand.
    """

    assignment: _Name
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    exercise: _Name | None = None
    title: _Line = ""
    exercises: Annotated[tuple[ExerciseMark, ...], Field(max_length=200)] = ()

    def find(self, exercise: str) -> ExerciseMark | None:
        """What it says of an exercise; None where it says nothing."""
        return next((mark for mark in self.exercises if mark.name == exercise), None)

    def plain(self) -> dict[str, Any]:
        """As it is written into a notebook; what is empty is left out."""
        plain: dict[str, Any] = self.model_dump(mode="json", exclude_defaults=True)
        return plain

    def spec(self, mark: ExerciseMark) -> dict[str, Any]:
        """What a candidate is told about one of the exercises: the same as in grading."""
        marks = self.exercises
        return {
            "exercise": mark.name,
            "function": mark.function,
            "parameters": mark.parameters,
            "also_named": list(mark.also_named),
            "provided": list(mark.provided),
            "forbid": list(mark.forbid),
            "given": sorted({digest for each in marks for digest in _digests(each.given)}),
            "others": [each.function for each in marks if each.function != mark.function],
        }


@dataclass(frozen=True)
class Stub:
    """A notebook that was begun from a stub.

    ``checks`` holds the numbers of the cells with public checks, by exercise; cells count from 1.
    """

    mark: StubMark
    checks: Mapping[str, tuple[int, ...]]


def read_stub(data: bytes) -> Stub | None:
    """What a notebook says of itself; None where it says nothing that can be used.

    Never raises for what stands in it. No code of it is looked at.
    """
    try:
        document = json.loads(data.decode("utf-8-sig"))
        mark = StubMark.model_validate(document["metadata"][KEY])
        cells = document["cells"]
        found: dict[str, tuple[int, ...]] = {}
        for number, exercise in _check_cells(cells):
            found[exercise] = (*found.get(exercise, ()), number)
    except (ValueError, ValidationError, RecursionError, TypeError, KeyError, LookupError):
        return None
    return Stub(mark, found)


def _check_cells(cells: list[Any]) -> Iterator[tuple[int, str]]:
    for number, cell in enumerate(cells, start=1):
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        told = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        name = told.get("grade_id") if isinstance(told, dict) else None
        match = _CHECK_CELL.fullmatch(name) if isinstance(name, str) else None
        if match is not None and cell.get("cell_type") == "code":
            yield number, match[1]


def definitions(source: str) -> list[ast.FunctionDef | ast.ClassDef]:
    """The functions and classes that code defines at its top level. Raises SyntaxError."""
    body = ast.parse(source).body
    return [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def _digests(source: str) -> list[str]:
    try:
        return [definition_digest(node) for node in definitions(source)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []  # a student has changed it
