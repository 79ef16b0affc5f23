"""What a grading depends on, as digests: it is made again only when one of these has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import grader
from grader.course import Assignment, Exercise
from grader.exam.devices import devices_of
from grader.exam.material import Material

# The parts of grader that a grading is made by; others, such as pages, change none.
_GRADING = ("candidate", "diagnosis", "exam", "sandbox", "wire", "outcome.py", "source.py")
_PAGES = ("report", "views", "converter", "outcome.py", "grade.py")


def digest(*parts: bytes | str) -> str:
    """One digest of several values; where one ends is part of it."""
    whole = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def handed_in_digest(files: Mapping[str, str], passed_over: Sequence[str] = ()) -> str:
    """Of what was handed in.

    Args:
        files: the SHA-256 of each file by name, or why it could not be read.
        passed_over: names of files that are no notebooks; a result may mention them.
    """
    return digest(_json(sorted(files.items())), _json(passed_over))


def exercise_digests(assignment: Assignment, devices: Sequence[str], seed: str) -> dict[str, str]:
    """For each exercise the digest of all that its grading depends on, but what was handed in.

    Points, titles and dates are not in it: results are scored anew without running any code.

    Raises:
        CourseError: a source can't be read.
    """
    material = Material.load(assignment)
    helpers = [p for p in sorted(assignment.hidden.rglob("*.py")) if not _is_test(p)]
    shared = digest(
        _code(_GRADING),
        version("torch"),
        seed,
        _json(asdict(assignment.limits)),
        _json([spec.plain for spec in material.specs()]),
        *_contents(helpers, assignment.hidden),
    )
    return {
        exercise.name: digest(
            shared,
            exercise.name,
            _json(devices_of(exercise, devices)),
            _json(devices),
            material.sources[exercise.name].reference,
            *_contents(_own_files(assignment, exercise), assignment.instructors),
        )
        for exercise in assignment.exercises
    }


def package_digest() -> str:
    """Of all of grader's own code: two machines that have it in common do the same."""
    return _code(("",))


def scoring_digest(assignment: Assignment, *, past_due: bool) -> str:
    """Of what makes points of outcomes."""
    exercises = [(e.name, e.title, e.points) for e in assignment.exercises]
    return digest(_json(exercises), _json([assignment.disagreement_keeps_points, past_due]))


def pages_digest(assignment: Assignment) -> str:
    """Of what makes a page of a result: templates, translations, explanations, settings."""
    texts = [
        path
        for pattern in ("locale/**/*.mo", "locale/**/*.po", "misconceptions/*/*.py", "*.toml")
        for path in sorted(assignment.instructors.glob(pattern))
    ]
    return digest(_code(_PAGES), *_contents(texts, assignment.instructors))


def _own_files(assignment: Assignment, exercise: Exercise) -> list[Path]:
    known = assignment.instructors / "misconceptions" / exercise.name
    files = [assignment.hidden_test(exercise), assignment.provided(exercise)]
    return [path for path in (*files, *sorted(known.glob("*.py"))) if path.is_file()]


def _is_test(path: Path) -> bool:
    return path.name.startswith("test_")


def _contents(paths: Iterable[Path], root: Path) -> Iterator[bytes | str]:
    for path in paths:
        yield path.relative_to(root).as_posix()
        yield path.read_bytes()


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@cache
def _code(parts: tuple[str, ...]) -> str:
    """Of grader's own code: a version alone would not tell one working copy from the next."""
    package = Path(grader.__file__).parent
    files = [
        path
        for part in parts
        for path in sorted((package / part).rglob("*") if "." not in part else [package / part])
        if path.is_file() and path.suffix in (".py", ".html", ".css", ".js", ".mo")
    ]
    return digest(grader.__version__, *_contents(files, package))
