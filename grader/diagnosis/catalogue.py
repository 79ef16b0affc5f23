"""A course's known programs: ``accepted/`` solutions and ``misconceptions/``, read from disk.

An accepted solution is a plain Python file that begins with a docstring: its style in a line. A
misconception is a file in jupytext's percent format: for each language a markdown cell with its
name (a heading), what the student seems to believe (the first paragraph) and the explanation (the
rest), then the program in code cells, one of which says after ``# %%`` where it shows:
``fails="test_…"``, and may say more: ``common="yes"``, ``source="https://…"``,
``special_case_of="other_name"``, ``values="vary"``. See docs/course-authors.md.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.course import Assignment
from grader.errors import CourseError

_KEYS = ("fails", "common", "source", "special_case_of", "values")


@dataclass(frozen=True)
class Explanation:
    """A misconception in one language: its name, the belief behind it, and what to think about."""

    name: str
    belief: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Misconception:
    """A wrong program that people write, with its explanation.

    ``fails`` is the hidden test that tells about it, the first that it fails; ``common`` mistakes
    are looked for in pairs too; ``special_case_of`` is a more general mistake that is named where
    the two can't be told apart; ``values_vary`` where what it computes is rounding noise, so that
    other programs with the same mistake come to other numbers.
    """

    name: str
    exercise: str
    path: Path
    program: str
    explanations: Mapping[str, Explanation]
    fails: str
    common: bool = False
    source: str = ""
    special_case_of: str = ""
    values_vary: bool = False

    def explanation(self, language: str) -> Explanation:
        """In this language, or in English where there is none."""
        return self.explanations.get(language) or self.explanations["en"]


@dataclass(frozen=True)
class Accepted:
    """A right program; ``style`` says how it is written."""

    name: str
    exercise: str
    path: Path
    program: str
    style: str


@functools.cache
def misconceptions(assignment: Assignment, exercise: str) -> Mapping[str, Misconception]:
    """All misconceptions of an exercise, by name.

    Raises:
        CourseError: a file is not in the form that it should be in; all mistakes are listed.
    """
    found, problems = {}, []
    for path in sorted(_folder(assignment, exercise).glob("*.py")):
        try:
            found[path.stem] = _misconception(path, exercise)
        except CourseError as error:
            problems.append(error.message)
    problems += [
        f"{item.path}: special_case_of names {item.special_case_of!r}, which is not there"
        for item in found.values()
        if item.special_case_of and item.special_case_of not in found
    ]
    if problems:
        raise CourseError(
            f"misconceptions/{exercise}: {len(problems)} can't be used",
            problems=problems,
            hint="The form of a misconception is in docs/course-authors.md.",
        )
    return found


@functools.cache
def misconception(assignment: Assignment, exercise: str, name: str) -> Misconception | None:
    """One of them, without reading the others or checking it against them; None where it is not
    there.

    Raises:
        CourseError: it is not in the form that it should be in.
    """
    path = _folder(assignment, exercise) / f"{name}.py"
    return _misconception(path, exercise) if path.is_file() else None


def _folder(assignment: Assignment, exercise: str) -> Path:
    return assignment.instructors / "misconceptions" / exercise


def accepted(assignment: Assignment, exercise: str) -> tuple[Accepted, ...]:
    """All accepted solutions of an exercise.

    Raises:
        CourseError: a file can't be read, or does not parse.
    """
    folder = assignment.instructors / "accepted" / exercise
    return tuple(_accepted(path, exercise) for path in sorted(folder.glob("*.py")))


def unknown_folders(assignment: Assignment) -> list[str]:
    """Folders among the known programs that are named after no exercise."""
    names = {exercise.name for exercise in assignment.exercises}
    return [
        f"{kind}/{path.name} is named after no exercise"
        for kind in ("accepted", "misconceptions")
        for path in sorted((assignment.instructors / kind).glob("*"))
        if path.is_dir() and path.name not in names and not path.name.startswith(("_", "."))
    ]


def _accepted(path: Path, exercise: str) -> Accepted:
    program = _text(path)
    try:
        docstring = ast.get_docstring(ast.parse(program)) or ""
    except SyntaxError as error:
        raise CourseError(f"{path}: line {error.lineno}: does not parse: {error.msg}") from error
    return Accepted(path.stem, exercise, path, program, docstring.partition("\n")[0])


def _misconception(path: Path, exercise: str) -> Misconception:
    cells = _cells(path)
    code = [cell for cell in cells if cell.cell_type == "code"]
    program = "\n\n".join(cell.source for cell in code) + "\n"
    try:
        ast.parse(program)
    except SyntaxError as error:
        raise CourseError(f"{path}: does not parse: {error.msg}") from error
    told = {key: str(value) for cell in code for key, value in cell.metadata.items()}
    for key in told:
        if key not in _KEYS:
            raise CourseError(f"{path}: {key!r} means nothing here; known are {', '.join(_KEYS)}")
    if not told.get("fails"):
        raise CourseError(f'{path}: no code cell says fails="test_…", the test that tells about it')
    for key, only in (("values", "vary"), ("common", "yes")):
        if told.get(key, only) != only:
            raise CourseError(f'{path}: {key} can only be "{only}"')
    return Misconception(
        name=path.stem,
        exercise=exercise,
        path=path,
        program=program,
        explanations=_explanations(cells, path),
        fails=told["fails"],
        common="common" in told,
        source=told.get("source", ""),
        special_case_of=told.get("special_case_of", ""),
        values_vary="values" in told,
    )


def _cells(path: Path) -> Sequence[Any]:
    import jupytext  # imported late: it takes a quarter of a second

    try:
        cells: Sequence[Any] = jupytext.reads(_text(path), fmt="py:percent").cells
    except CourseError:
        raise
    except Exception as error:  # nbformat's and jupytext's errors share no base class
        reason = str(error).splitlines()[0]
        raise CourseError(f"{path}: not in jupytext's percent format: {reason}") from error
    return cells


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: can't be read: {error}") from error


def _explanations(cells: Sequence[Any], path: Path) -> dict[str, Explanation]:
    found = {}
    for cell in cells:
        if cell.cell_type != "markdown":
            continue
        language = str(cell.metadata.get("lang", ""))
        paragraphs = [_joined(part) for part in cell.source.split("\n\n") if part.strip()]
        if not language or len(paragraphs) < 3 or not paragraphs[0].startswith("# "):
            raise CourseError(
                f'{path}: a markdown cell needs lang="…", a heading, a paragraph with the belief, '
                "and the explanation"
            )
        name, belief, *rest = paragraphs
        found[language] = Explanation(name.removeprefix("# "), belief, tuple(rest))
    if "en" not in found:
        raise CourseError(f'{path}: there is no markdown cell with lang="en"')
    return found


def _joined(paragraph: str) -> str:
    """A paragraph on one line; between Chinese characters a line break is no space."""
    return re.sub(r"\s*\n\s*", _glue, paragraph.strip())


def _glue(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found.string[found.end()]
    return "" if min(before, after) > "\u2fff" else " "
