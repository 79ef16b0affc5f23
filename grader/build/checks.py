"""Sources that can be read, but from which no fair notebook can be built: all mistakes at once.

A mistake here would reach every student: a self-check without its tag, prose in a language that
nobody gets, a solution left in a stub. Whether a source can be read at all is checked in
``grader.source``; whether the reference is right is for the hidden tests to say.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any

from grader.build.notebooks import cell_text
from grader.course import Assignment
from grader.source import BEGIN_SOLUTION, END_SOLUTION, CellKind, ExerciseSource, SourceCell

TAGS = ("given", "public")
# The last two are jupytext's own notes on layout.
_KEYS = ("lang", "tags", "cell_marker", "lines_to_next_cell")
_FORGOTTEN = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS)", re.IGNORECASE)


def source_problems(source: ExerciseSource, assignment: Assignment) -> list[str]:
    """What is wrong with a source, one sentence each; every one names the file and the cell."""
    found = [*_cell_problems(source, assignment), *_language_problems(source, assignment)]
    return [f"{source.path.relative_to(assignment.instructors)}{problem}" for problem in found]


def _cell_problems(source: ExerciseSource, assignment: Assignment) -> Iterator[str]:
    for number, (cell, raw) in enumerate(zip(source.cells, _raw_cells(source), strict=True), 1):
        problems = [
            *_metadata_problems(cell, raw),
            *_tongue_problems(cell, assignment.languages),
            *(_region_problems(cell) if cell.kind is CellKind.SOLUTION else ()),
            *_leak_problems(cell),
        ]
        yield from (f", cell {number}: {problem}" for problem in problems)


def _raw_cells(source: ExerciseSource) -> list[Any]:
    """The cells with all their metadata, of which a ``SourceCell`` keeps only what it knows."""
    import jupytext  # imported late: it takes a quarter of a second

    cells: list[Any] = jupytext.reads(source.path.read_text("utf-8"), fmt="py:percent").cells
    return cells


def _metadata_problems(cell: SourceCell, raw: Any) -> Iterator[str]:
    if raw.cell_type == "raw":
        yield "raw cells mean nothing here; write # %% [markdown] or # %%"
    for key in sorted(set(raw.metadata) - set(_KEYS)):
        yield (
            f"{raw.metadata[key]!r} ({key}) means nothing here; after # %% a cell may have "
            'lang="…" and tags=["…"]'
        )
    tags = raw.metadata.get("tags") or []
    for tag in tags:
        if tag not in TAGS:
            yield f"there is no tag {tag!r}; the tags are {_listed(TAGS)}"
    if tags and cell.kind is CellKind.PROSE:
        yield "prose has no tags; only code is given or public"
    if len(tags) > 1 or (tags and cell.kind is CellKind.SOLUTION):
        yield "a cell is either given, or public, or holds the solution; split it"


def _tongue_problems(cell: SourceCell, languages: Iterable[str]) -> Iterator[str]:
    if cell.language is None:
        return
    if cell.language not in languages:
        yield (
            f"its language {cell.language!r} is not declared in assignment.toml "
            f"(languages: {_listed(languages)}); add it there, or correct lang"
        )
    if cell.kind is CellKind.SOLUTION:
        yield "the cell with the solution belongs to every language; take its lang away"


def _region_problems(cell: SourceCell) -> Iterator[str]:
    lines = [line.rstrip() for line in cell.text.split("\n")]
    for marker in (BEGIN_SOLUTION, END_SOLUTION):
        if marker not in (line.strip() for line in lines):
            yield f"{marker} has to stand on a line of its own"
            return
    begin, end = (
        next(line for line in lines if line.strip() == marker)
        for marker in (BEGIN_SOLUTION, END_SOLUTION)
    )
    if len(begin) - len(BEGIN_SOLUTION) != len(end) - len(END_SOLUTION):
        yield f"{BEGIN_SOLUTION} and {END_SOLUTION} have to be indented alike"
    try:
        ast.parse(cell_text(cell, solved=False))
    except SyntaxError as error:
        yield f"the stub does not parse without the solution: {error.msg} (line {error.lineno})"


def _leak_problems(cell: SourceCell) -> Iterator[str]:
    """Markers that would stay in the notebook, and with them what they should have hidden."""
    kept = [BEGIN_SOLUTION, END_SOLUTION] if cell.kind is CellKind.SOLUTION else []
    for line in cell.text.split("\n"):
        mark = _FORGOTTEN.search(line)
        if cell.kind is CellKind.PROSE or mark is None or line.strip() in kept:
            continue
        where = (
            "hidden tests belong in hidden/"
            if "HIDDEN" in mark[0].upper()
            else f"the markers are {BEGIN_SOLUTION} and {END_SOLUTION}"
        )
        yield f"{line.strip()!r} would be shown to students; {where}"


def _language_problems(source: ExerciseSource, assignment: Assignment) -> Iterator[str]:
    spoken = {cell.language for cell in source.cells if cell.kind is CellKind.PROSE}
    for language in assignment.languages:
        if not spoken & {None, language}:
            yield (
                f": there is no prose in {language!r}, which assignment.toml declares; "
                f'add a cell # %% [markdown] lang="{language}"'
            )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
