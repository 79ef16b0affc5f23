"""The programs that hidden tests are tried on: right ones and wrong ones, ready to be graded."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.course import Assignment, Exercise
from grader.diagnosis.catalogue import accepted, misconceptions
from grader.errors import CourseError
from grader.intake.submissions import Submission
from grader.source import read_source
from grader.verify.mutants import mutants

EQUIVALENT = "equivalent_mutants.toml"


class Kind(StrEnum):
    STUB = "stub"
    SOLUTION = "solution"
    ACCEPTED = "accepted"
    MISCONCEPTION = "misconception"
    MUTANT = "mutant"


@dataclass(frozen=True)
class Specimen:
    """One program for one exercise; ``file`` and ``data`` are what is handed in."""

    kind: Kind
    exercise: str
    name: str
    file: str
    data: bytes
    program: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.exercise, self.kind, self.name


@dataclass(frozen=True)
class Equivalent:
    """A mutant that is no mistake, with the reason why."""

    exercise: str
    change: str
    reason: str


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    exercise: str
    change: str
    reason: Annotated[str, Field(min_length=10)]


class _Entries(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    mutants: list[_Entry] = []


def specimens(assignment: Assignment, exercises: Sequence[Exercise]) -> list[Specimen]:
    """All programs for these exercises.

    Raises:
        CourseError: a source, an accepted solution or a misconception can't be read.
    """
    return [item for exercise in exercises for item in _of_exercise(assignment, exercise)]


def _of_exercise(assignment: Assignment, exercise: Exercise) -> list[Specimen]:
    name = exercise.name
    reference = read_source(assignment.source(exercise)).reference

    def program(kind: Kind, title: str, source: str) -> Specimen:
        return Specimen(kind, name, title, f"{name}.py", source.encode(), source)

    found = [_stub(assignment, name, language) for language in assignment.languages]
    found.append(program(Kind.SOLUTION, "reference", reference))
    found += [program(Kind.ACCEPTED, a.name, a.program) for a in accepted(assignment, name)]
    found += [
        program(Kind.MISCONCEPTION, m.name, m.program)
        for m in misconceptions(assignment, name).values()
    ]
    found += [
        program(Kind.MUTANT, m.change, m.program) for m in mutants(reference, exercise.function)
    ]
    return found


def _stub(assignment: Assignment, exercise: str, language: str) -> Specimen:
    path = assignment.stubs / language / f"{exercise}.ipynb"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(
            f"{path}: the stub can't be read ({error.strerror})", hint="Run grader build first."
        ) from error
    return Specimen(Kind.STUB, exercise, language, path.name, data)


def equivalents(assignment: Assignment) -> tuple[Equivalent, ...]:
    """The mutants that are listed as equivalent.

    Raises:
        CourseError: the list is not in its form.
    """
    path = assignment.instructors / EQUIVALENT
    if not path.is_file():
        return ()
    try:
        listed = _Entries.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: not valid TOML: {error}") from error
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise CourseError(
            f"{path}: {len(problems)} mistakes",
            problems=problems,
            hint="An entry is [[mutants]] with exercise, change and reason.",
        ) from error
    return tuple(Equivalent(e.exercise, e.change, e.reason) for e in listed.mutants)


def hand_in(items: Sequence[Specimen], folder: Path) -> list[Submission]:
    """Write each program as a submission of its own, named by its number in ``items``."""
    submissions = []
    for number, item in enumerate(items):
        place = folder / str(number)
        place.mkdir(parents=True)
        (place / item.file).write_bytes(item.data)
        submissions.append(Submission.at(str(number), place))
    return submissions
