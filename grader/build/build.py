"""Which files a course's sources give, and whether the files on disk are those.

Everything is planned in memory first: a mistake in one source means that no file is touched. Files
are written one by one, each whole or not at all, and nothing is ever deleted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from grader.build.checks import source_problems
from grader.build.marks import stub_marks
from grader.build.notebooks import Target, notebook_bytes
from grader.build.translations import compiled
from grader.course import Assignment
from grader.errors import BuildError, CourseError, OutdatedError
from grader.source import ExerciseSource, read_source

Plan: TypeAlias = Mapping[Path, bytes]


@dataclass(frozen=True)
class BuildReport:
    """What a build did, or with ``dry_run`` would do; paths are absolute and sorted.

    ``leftover`` files look built but have no source any more; they are never deleted.
    """

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    leftover: tuple[Path, ...] = ()


def build_assignment(assignment: Assignment, *, dry_run: bool = False) -> BuildReport:
    """Build the stub notebooks and compile the translations; write only what changed.

    Args:
        assignment: whose.
        dry_run: write nothing, only say what would be written.

    Raises:
        CourseError: a source or a translation has mistakes.
        BuildError: a translation can't be read, or a file can't be written.
    """
    return _carry_out(_plan(assignment), _leftover(assignment), dry_run=dry_run)


def check_assignment(assignment: Assignment) -> None:
    """Compare the files on disk with what the sources give; write nothing.

    Raises:
        OutdatedError: a file is missing, differs, or is left over from no source.
        CourseError: a source or a translation has mistakes.
        BuildError: a translation or a built file can't be read.
    """
    plan = _plan(assignment)
    problems = dict.fromkeys(_leftover(assignment), "left over, from no source")
    for path in _changed(plan):
        problems[path] = "differs from its source" if path.is_file() else "missing"
    if problems:
        shown = [
            f"  - {path.relative_to(assignment.course)}: {problems[path]}"
            for path in sorted(problems)
        ]
        raise OutdatedError(
            "\n".join([f"{assignment.course}: {assignment.name} is not up to date:", *shown]),
            hint="Run grader build, and delete by hand what is left over.",
        )


def write_solutions(assignment: Assignment, folder: Path) -> BuildReport:
    """Write the solved notebooks to ``folder``/<language>/<exercise>.ipynb.

    Raises:
        CourseError: a source has mistakes.
        BuildError: ``folder`` is where students' notebooks are, or a file can't be written.
    """
    folder = folder.resolve()
    if folder.is_relative_to(assignment.course / "assignments"):
        raise BuildError(
            f"{folder}: no place for solutions, students receive this folder",
            hint="Name a folder outside of assignments/.",
        )
    return _carry_out(_notebooks(assignment, folder, solved=True), (), dry_run=False)


def _plan(assignment: Assignment) -> Plan:
    return {
        **_notebooks(assignment, assignment.stubs, solved=False),
        **{path.with_suffix(".mo"): compiled(path) for path in _catalogues(assignment, ".po")},
    }


def _notebooks(assignment: Assignment, folder: Path, *, solved: bool) -> Plan:
    sources = _sources(assignment)
    return {
        folder / language / f"{name}.ipynb": notebook_bytes(
            sources[name], Target(assignment.name, name, language, solved, mark)
        )
        for (language, name), mark in stub_marks(assignment, sources).items()
    }


def _sources(assignment: Assignment) -> dict[str, ExerciseSource]:
    """All sources, found fit to build notebooks from. Raises CourseError."""
    sources = {}
    for exercise in assignment.exercises:
        source = read_source(assignment.source(exercise))
        source.required_parameters(exercise.function)
        sources[exercise.name] = source
    problems = [p for source in sources.values() for p in source_problems(source, assignment)]
    if problems:
        raise CourseError(
            f"{assignment.instructors}: no notebooks can be built",
            problems=problems,
            hint="Cells are counted from 1. The format of a source is in docs/course.md.",
        )
    return sources


def _catalogues(assignment: Assignment, suffix: str) -> list[Path]:
    return sorted(assignment.locale.glob(f"*/LC_MESSAGES/messages{suffix}"))


def _leftover(assignment: Assignment) -> tuple[Path, ...]:
    expected = {
        assignment.stubs / language / f"{exercise.name}.ipynb"
        for language in assignment.languages
        for exercise in assignment.exercises
    }
    notebooks = [
        path
        for path in assignment.stubs.rglob("*.ipynb")
        if path not in expected and ".ipynb_checkpoints" not in path.parts
    ]
    compiled_alone = [
        path for path in _catalogues(assignment, ".mo") if not path.with_suffix(".po").exists()
    ]
    return tuple(sorted([*notebooks, *compiled_alone]))


def _carry_out(plan: Plan, leftover: tuple[Path, ...], *, dry_run: bool) -> BuildReport:
    written = tuple(_changed(plan))
    if not dry_run:
        for path in written:
            _write(path, plan[path])
    return BuildReport(written, tuple(sorted(set(plan) - set(written))), leftover)


def _changed(plan: Plan) -> Iterator[Path]:
    for path in sorted(plan):
        try:
            current = path.read_bytes()
        except FileNotFoundError:
            yield path
        except OSError as error:
            raise BuildError(
                f"{path}: cannot be read ({error.strerror})", hint="Move away what is there."
            ) from error
        else:
            if current != plan[path]:
                yield path


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise BuildError(
            f"{path}: cannot be written ({error.strerror})",
            hint="Is there space, and may you write there?",
        ) from error
