"""An exercise's source: one file in jupytext's percent format, read into cells of known kinds.

Used by the build (source to notebooks) and by the exam (the reference solution). It knows the
markers and tags of a source, and nothing of notebooks' metadata.

The cells of a source:

* markdown, tagged with a language: ``# %% [markdown] lang="en"``;
* code tagged ``given``: code that students receive and may use;
* the code cell that holds ``### BEGIN SOLUTION`` … ``### END SOLUTION``: the stub;
* code tagged ``public``: self-checks with plain asserts that students run themselves;
* any other code: cells that try the result. They may be tagged with a language too.
"""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.errors import CourseError

BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"


class CellKind(StrEnum):
    PROSE = "prose"
    GIVEN = "given"
    SOLUTION = "solution"
    PUBLIC = "public"
    TRY = "try"


@dataclass(frozen=True)
class SourceCell:
    """One cell; ``language`` is None when it belongs to every language."""

    kind: CellKind
    text: str
    language: str | None = None


@dataclass(frozen=True)
class ExerciseSource:
    """The cells of one exercise's source, in order."""

    path: Path
    cells: tuple[SourceCell, ...]

    @functools.cached_property
    def reference(self) -> str:
        """The reference program: given code and solution, without trying and checking it."""
        kinds = (CellKind.GIVEN, CellKind.SOLUTION)
        return "\n\n".join(cell.text for cell in self.cells if cell.kind in kinds) + "\n"

    @functools.cached_property
    def given(self) -> str:
        """The code that students receive; never taken for a student's own work."""
        return "\n\n".join(c.text for c in self.cells if c.kind is CellKind.GIVEN) + "\n"

    def required_parameters(self, function: str) -> int:
        """How many parameters without a default the reference's ``function`` has.

        Raises:
            CourseError: the source does not define the function.
        """
        for node in ast.parse(self.reference).body:
            if isinstance(node, ast.FunctionDef) and node.name == function:
                arguments = node.args
                return len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
        raise CourseError(
            f"{self.path}: the solution does not define a function named {function}",
            hint=f"Define {function} in the cell with {BEGIN_SOLUTION}, or name another function "
            "in assignment.toml (function = …).",
        )


def read_source(path: Path) -> ExerciseSource:
    """Read one exercise's source.

    Raises:
        CourseError: the file is missing, does not parse, or has no single solution region.
    """
    import jupytext  # imported late: it takes a quarter of a second

    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(
            f"{path}: cannot read the exercise's source ({error})",
            hint="Every exercise of assignment.toml needs a UTF-8 file <exercise>.py beside it.",
        ) from error
    try:
        notebook = jupytext.reads(content, fmt="py:percent")
    except Exception as error:  # nbformat's and jupytext's errors share no base class
        raise CourseError(
            f"{path}: not in jupytext's percent format: {str(error).splitlines()[0]}",
            hint='A cell begins with # %% or # %% [markdown], with tags as in tags=["given"].',
        ) from error
    cells = tuple(_cell(cell, path) for cell in notebook.cells)
    solutions = sum(cell.kind is CellKind.SOLUTION for cell in cells)
    if solutions != 1:
        raise CourseError(
            f"{path}: {solutions} cells have a solution region, expected one",
            hint=f"Put the solution between {BEGIN_SOLUTION} and {END_SOLUTION} in one code cell.",
        )
    source = ExerciseSource(path, cells)
    try:
        ast.parse(source.reference)
    except SyntaxError as error:
        raise CourseError(
            f"{path}: the reference program does not parse: {error.msg}",
            hint=f"The line is: {(error.text or '').strip()}",
        ) from error
    return source


def _cell(cell: object, path: Path) -> SourceCell:
    kind: str = cell.cell_type  # type: ignore[attr-defined]  # nbformat's nodes are untyped
    body: str = cell.source  # type: ignore[attr-defined]  # as above
    metadata: dict[str, object] = cell.metadata  # type: ignore[attr-defined]  # as above
    language = metadata.get("lang")
    if language is not None and not isinstance(language, str):
        raise CourseError(f"{path}: the language of a cell is not a string: {language!r}")
    tags = metadata.get("tags") or ()
    assert isinstance(tags, list | tuple)
    if kind != "code":
        return SourceCell(CellKind.PROSE, body, language)
    begins, ends = body.count(BEGIN_SOLUTION), body.count(END_SOLUTION)
    if begins or ends:
        if (begins, ends) != (1, 1) or body.index(BEGIN_SOLUTION) > body.index(END_SOLUTION):
            raise CourseError(
                f"{path}: a solution region is not closed, or a cell holds more than one",
                hint=f"Each region needs {BEGIN_SOLUTION} and then {END_SOLUTION}.",
            )
        return SourceCell(CellKind.SOLUTION, body, language)
    if "given" in tags:
        return SourceCell(CellKind.GIVEN, body, language)
    if "public" in tags:
        return SourceCell(CellKind.PUBLIC, body, language)
    return SourceCell(CellKind.TRY, body, language)
