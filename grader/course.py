"""A course on disk: finds it, and reads ``assignment.toml`` into an ``Assignment``.

The file is validated strictly and every mistake is reported at once. What stands in the sources
and hidden tests is not this module's business, only where they are.
"""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.errors import CourseError, UsageError

Feedback = Literal["full", "hints", "score"]
Counts = Literal["best", "last", "first"]
Missing = Literal["zero", "empty"]
DeviceName = Literal["cpu", "cuda"]
_NAME = r"^[A-Za-z_][A-Za-z0-9_]*$"


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Each is a knob of its own.

    ``cpu_seconds`` and ``wall_seconds`` count per test, ``submission_seconds`` is the CPU time of
    all tests of one submission together, ``memory_mb`` the address space of a candidate in MiB,
    ``output_kb`` what may be printed during one test in KiB, ``file_mb`` the size of one
    handed-in file in MiB.
    """

    cpu_seconds: float
    wall_seconds: float
    submission_seconds: float
    memory_mb: int
    output_kb: int
    file_mb: int


@dataclass(frozen=True)
class LatePolicy:
    """What lateness costs: a share of the points for each hour or day begun after the grace.

    ``penalty`` and ``cap`` are shares between 0 and 1, of the ``full`` points or of those that were
    ``earned``; ``cap`` is the most that lateness can cost.
    """

    grace_minutes: float
    per: Literal["hour", "day"]
    penalty: float
    cap: float
    of: Literal["full", "earned"]


@dataclass(frozen=True)
class Exercise:
    """One exercise. ``name`` is also the stem of its source, stub and hidden test module."""

    name: str
    title: str
    points: float
    function: str
    devices: tuple[DeviceName, ...]
    also_named: tuple[str, ...]
    provided: tuple[str, ...]
    forbid: tuple[str, ...]


@dataclass(frozen=True)
class Assignment:
    """One assignment of a course; paths are absolute.

    ``counts`` says which of several attempts does; ``missing`` what work is that is not there after
    the due date; without a ``late`` policy lateness costs nothing.
    """

    name: str
    title: str
    languages: tuple[str, ...]
    due: datetime.datetime | None
    feedback: Feedback
    feedback_after_due: Feedback
    disagreement_keeps_points: bool
    limits: Limits
    exercises: tuple[Exercise, ...]
    course: Path
    counts: Counts = "last"
    missing: Missing = "zero"
    late: LatePolicy | None = None

    @property
    def instructors(self) -> Path:
        """The folder with sources, hidden tests and solutions: never for students."""
        return self.course / "solutions" / self.name

    @property
    def stubs(self) -> Path:
        """The folder of the stub notebooks, one folder per language in it."""
        return self.course / "assignments" / self.name

    @property
    def hidden(self) -> Path:
        return self.instructors / "hidden"

    @property
    def locale(self) -> Path:
        return self.instructors / "locale"

    @property
    def max_score(self) -> float:
        return sum(exercise.points for exercise in self.exercises)

    def feedback_at(self, moment: datetime.datetime) -> Feedback:
        """How much students are told by a page that is made at ``moment``."""
        over = self.due is not None and moment >= self.due
        return self.feedback_after_due if over else self.feedback

    def source(self, exercise: Exercise) -> Path:
        return self.instructors / f"{exercise.name}.py"

    def hidden_test(self, exercise: Exercise) -> Path:
        return self.hidden / f"test_{exercise.name}.py"

    def provided(self, exercise: Exercise) -> Path:
        """Public code for the student's program to call; the file may be absent."""
        return self.instructors / "provided" / f"{exercise.name}.py"


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class _LimitsModel(_Strict):
    cpu_seconds: Annotated[float, Field(gt=0, le=3600)] = 10.0
    wall_seconds: Annotated[float, Field(gt=0, le=7200)] = 60.0
    submission_seconds: Annotated[float, Field(gt=0, le=36000)] | None = None
    memory_mb: Annotated[int, Field(ge=512, le=1 << 20)] = 4096
    output_kb: Annotated[int, Field(ge=1, le=1 << 16)] = 256
    file_mb: Annotated[int, Field(ge=1, le=1 << 10)] = 20


class _LateModel(_Strict):
    grace_minutes: Annotated[float, Field(ge=0, le=1e6)] = 0.0
    per: Literal["hour", "day"] = "day"
    penalty: Annotated[float, Field(gt=0, le=1)]
    cap: Annotated[float, Field(gt=0, le=1)] = 1.0
    of: Literal["full", "earned"] = "full"


class _ExerciseModel(_Strict):
    title: Annotated[str, Field(min_length=1)]
    points: Annotated[float, Field(gt=0, le=1e6)]
    function: Annotated[str, Field(pattern=_NAME)] | None = None
    devices: Annotated[list[DeviceName], Field(min_length=1)] = ["cpu"]
    also_named: list[Annotated[str, Field(pattern=_NAME)]] = []
    provided: list[Annotated[str, Field(pattern=_NAME)]] = []
    forbid: list[str] = []


class _AssignmentModel(_Strict):
    title: Annotated[str, Field(min_length=1)]
    languages: Annotated[
        list[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]], Field(min_length=1)
    ] = ["en"]
    due: datetime.datetime | None = None
    feedback: Feedback = "full"
    feedback_after_due: Feedback | None = None
    disagreement_keeps_points: bool = False
    counts: Counts = "last"
    missing: Missing = "zero"
    late: _LateModel | None = None
    limits: _LimitsModel = _LimitsModel()
    exercises: Annotated[
        dict[Annotated[str, Field(pattern=_NAME)], _ExerciseModel], Field(min_length=1)
    ]


def find_course(start: Path) -> Path:
    """The nearest folder from ``start`` upwards that holds ``assignments/`` and ``solutions/``.

    Raises:
        UsageError: there is none.
    """
    course = nearest_course(start)
    if course is not None:
        return course
    raise UsageError(
        f"{start.resolve()}: no course here or in a folder above",
        hint="A course is a folder with assignments/ and solutions/ in it. "
        "Go there, or name it with --course PATH; grader new NAME begins one.",
    )


def nearest_course(start: Path) -> Path | None:
    """As ``find_course``, but None where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "assignments").is_dir() and (folder / "solutions").is_dir():
            return folder
    return None


def assignment_names(course: Path) -> list[str]:
    """The names of all assignments of a course, sorted."""
    return sorted(path.parent.name for path in course.glob("solutions/*/assignment.toml"))


def load_assignment(course: Path, name: str | None = None) -> Assignment:
    """Read one assignment; ``name`` may be None where the course has only one.

    Raises:
        UsageError: no such assignment, or several and none was named.
        CourseError: its ``assignment.toml`` has mistakes.
    """
    course = course.resolve()
    names = assignment_names(course)
    if name is None:
        if len(names) != 1:
            listed = ", ".join(names) or "none"
            raise UsageError(
                f"{course}: cannot tell which assignment is meant (found: {listed})",
                hint="Name one with --assignment NAME."
                if names
                else "An assignment is a folder solutions/NAME with an assignment.toml in it.",
            )
        name = names[0]
    if name not in names:
        raise UsageError(
            f"{course}: there is no assignment {name!r}",
            hint=f"Found: {', '.join(names) or 'none'}.",
        )
    path = course / "solutions" / name / "assignment.toml"
    return _assignment(_read_toml(path), path=path, course=course, name=name)


def _read_toml(path: Path) -> _AssignmentModel:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(
            f"{path}: not valid TOML: {error}", hint="Mend that place first."
        ) from error
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return _AssignmentModel.model_validate(raw)
    except ValidationError as error:
        problems = [_problem(item["loc"], item["msg"]) for item in error.errors()]
        raise CourseError(
            f"{path}: {len(problems)} mistake{'s' if len(problems) > 1 else ''}",
            problems=problems,
            hint="The keys and their meanings are in docs/course.md.",
        ) from error


def _problem(place: tuple[int | str, ...], message: str) -> str:
    where = ".".join(str(part) for part in place) or "the file"
    if message.startswith("Extra inputs"):
        message = "there is no such key"
    return f"{where}: {message}"


def _assignment(model: _AssignmentModel, *, path: Path, course: Path, name: str) -> Assignment:
    problems = _cross_checks(model, path)
    if problems:
        raise CourseError(f"{path}: the assignment is not complete", problems=problems)
    exercises = tuple(
        Exercise(
            name=key,
            title=item.title,
            points=item.points,
            function=item.function or key,
            devices=tuple(item.devices),
            also_named=tuple(item.also_named),
            provided=tuple(item.provided),
            forbid=tuple(item.forbid),
        )
        for key, item in model.exercises.items()
    )
    limits = model.limits.model_dump()
    limits["submission_seconds"] = limits["submission_seconds"] or _submission_seconds(model)
    return Assignment(
        name=name,
        title=model.title,
        languages=tuple(model.languages),
        due=model.due,
        feedback=model.feedback,
        feedback_after_due=model.feedback_after_due or model.feedback,
        disagreement_keeps_points=model.disagreement_keeps_points,
        limits=Limits(**limits),
        exercises=exercises,
        course=course,
        counts=model.counts,
        missing=model.missing,
        late=None if model.late is None else LatePolicy(**model.late.model_dump()),
    )


def _submission_seconds(model: _AssignmentModel) -> float:
    """Enough for two tests of each exercise to use up their time."""
    return 2 * model.limits.cpu_seconds * len(model.exercises)


def _cross_checks(model: _AssignmentModel, path: Path) -> list[str]:
    problems = []
    if model.due is not None and model.due.tzinfo is None:
        problems.append("due: needs a time zone, for example 2026-12-01T23:59:00+01:00")
    if model.feedback_after_due is not None and model.due is None:
        problems.append("feedback_after_due: needs a due date (due) to count from")
    if model.late is not None and model.due is None:
        problems.append("late: needs a due date (due) to count from")
    needed, given = _submission_seconds(model), model.limits.submission_seconds
    if given is not None and given < needed:
        problems.append(
            f"limits.submission_seconds: needs to be at least {needed:g}, twice cpu_seconds for "
            "each exercise; otherwise endless loops in some exercises would cost the others"
        )
    for name, exercise in model.exercises.items():
        if not (path.parent / f"{name}.py").is_file():
            problems.append(f"exercises.{name}: its source {name}.py is missing")
        if not (path.parent / "hidden" / f"test_{name}.py").is_file():
            problems.append(f"exercises.{name}: its hidden tests hidden/test_{name}.py are missing")
        if exercise.provided and not (path.parent / "provided" / f"{name}.py").is_file():
            problems.append(
                f"exercises.{name}: provides {', '.join(exercise.provided)}, "
                f"but provided/{name}.py is missing"
            )
    return problems
