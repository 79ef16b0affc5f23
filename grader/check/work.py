"""What is to be checked: the files that were named, and the public checks that belong to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import nearest_course
from grader.errors import UsageError
from grader.exam.candidate import ExerciseSpec
from grader.intake.submissions import Contents, Submission
from grader.stub import ExerciseMark, Stub, StubMark, read_stub

_FILE_MB = 20
_AFRESH = (
    "Begin from the notebook that your course hands out for this version of grader and copy your "
    "function into it, or name the course's folder with --course."
)


@dataclass(frozen=True)
class PublicCell:
    """A cell with public checks. ``stub`` is the notebook that holds it, where that is the
    course's and none of the student's files."""

    file: str
    number: int
    stub: bytes | None = None


@dataclass(frozen=True)
class Task:
    """One exercise to check. ``cells`` are its public cells, by the file that holds them; ``told``
    says whether a file says that it is for this exercise."""

    mark: ExerciseMark
    spec: ExerciseSpec
    cells: Mapping[str, tuple[PublicCell, ...]]
    told: bool

    def cells_for(self, file: str | None) -> tuple[PublicCell, ...]:
        """Those beside the function, or else the first that there are."""
        return self.cells.get(file or "") or next(iter(self.cells.values()), ())


@dataclass(frozen=True)
class _Checks:
    """Where public checks are: cells by exercise and file. ``mark`` is what the stubs say."""

    mark: StubMark | None
    cells: Mapping[str, Mapping[str, tuple[PublicCell, ...]]]
    of_course: bool = False


@dataclass(frozen=True)
class Work:
    """All that is to be checked at once. ``unmarked`` are files that say nothing of themselves."""

    contents: Contents
    tasks: tuple[Task, ...]
    title: str
    language: str
    unmarked: tuple[str, ...]


def find_work(paths: Sequence[Path], course: Path | None, assignment: str | None) -> Work:
    """Read the files and find out what they are to be checked for.

    Args:
        paths: notebooks, folders and zips.
        course: whose stubs have the checks; without it the nearest course, if it has this
            assignment, or else the notebooks themselves.
        assignment: which of the course's assignments; by default what the notebooks say.

    Raises:
        UsageError: there is nothing that could be checked.
    """
    contents = _read(paths)
    stubs = {
        name: stub for name, data in contents.files.items() if (stub := read_stub(data)) is not None
    }
    language = _most(stub.mark.language for stub in stubs.values()) or "en"
    assignment = assignment or _assignment(stubs)
    told = {name for stub in stubs.values() for name in _told(stub)}
    unmarked = tuple(name for name in contents.files if name not in stubs)
    checks = _of_course(course, assignment, language)
    if checks is not None:
        unmarked = ()  # they need not say anything
    else:
        checks = _of_notebooks(stubs)
        known = {exercise.name for exercise in checks.mark.exercises} if checks.mark else set()
        told &= known
        if not told and not contents.problems:
            raise UsageError(
                f"{paths[0]}: says nothing of what it is for and how it can be checked",
                hint=_AFRESH,
            )
    tasks = tuple(_tasks(checks, told))
    title = "" if checks.mark is None else checks.mark.title
    return Work(contents, tasks, title, language, unmarked)


def _tasks(checks: _Checks, told: set[str]) -> Iterator[Task]:
    mark = checks.mark
    if mark is None:
        return
    for each in mark.exercises:
        if checks.of_course or each.name in told:
            yield Task(each, _spec(mark, each), checks.cells.get(each.name, {}), each.name in told)


def _read(paths: Sequence[Path]) -> Contents:
    whole = Contents()
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file", hint="Name a notebook or a folder.")
        found = Submission.at("", path.resolve()).read(file_mb=_FILE_MB)
        if found.holds_no_notebook:
            raise UsageError(
                f"{path}: no notebook",
                hint="Name a notebook (.ipynb), or a folder that holds some.",
            )
        twice = sorted(set(found.files) & set(whole.files))
        if twice:
            raise UsageError(
                f"{path}: another file of the name {twice[0]} is checked too",
                hint="Check one after the other.",
            )
        whole.problems.update(found.problems)
        for name, data in found.files.items():
            whole.add(name, data)
    return whole


def _told(stub: Stub) -> Iterator[str]:
    if stub.mark.exercise is not None:
        yield stub.mark.exercise
    yield from stub.checks


def _most(values: Iterator[str]) -> str | None:
    common = Counter(values).most_common(1)
    return common[0][0] if common else None


def _assignment(stubs: Mapping[str, Stub]) -> str | None:
    names = sorted({stub.mark.assignment for stub in stubs.values()})
    if len(names) > 1:
        raise UsageError(
            f"these notebooks belong to several assignments: {', '.join(names)}",
            hint="Check those of one assignment at a time.",
        )
    return names[0] if names else None


def _of_notebooks(stubs: Mapping[str, Stub]) -> _Checks:
    cells: dict[str, dict[str, tuple[PublicCell, ...]]] = {}
    for file, stub in stubs.items():
        for exercise, numbers in stub.checks.items():
            places = tuple(PublicCell(file, number) for number in numbers)
            cells.setdefault(exercise, {})[file] = places
    marks = [stub.mark for stub in stubs.values() if stub.mark.exercises]
    return _Checks(marks[0] if marks else None, cells)


def _of_course(course: Path | None, assignment: str | None, language: str) -> _Checks | None:
    """What the course's stubs say; None without a course that has the assignment."""
    root = course or nearest_course(Path.cwd())
    if root is None:
        return None
    folder = _stub_folder(root, assignment, language)
    stubs = {} if folder is None else _stubs_in(folder)
    if not stubs:
        if course is None:
            return None
        raise UsageError(
            f"{course}: no stubs with public checks for {assignment or 'an assignment'} here",
            hint="Expected assignments/NAME/LANGUAGE/EXERCISE.ipynb; name the assignment with "
            "--assignment, or build the stubs with grader build.",
        )
    cells = {
        name: {"": tuple(PublicCell(label, n, data) for n in stub.checks.get(name, ()))}
        for name, (label, data, stub) in stubs.items()
    }
    return _Checks(next(iter(stubs.values()))[2].mark, cells, of_course=True)


def _stub_folder(root: Path, assignment: str | None, language: str) -> Path | None:
    home = root / "assignments"
    names = sorted(path.name for path in home.iterdir() if path.is_dir()) if home.is_dir() else []
    if assignment is None and len(names) == 1:
        assignment = names[0]
    if assignment not in names:  # a name that a notebook tells leads nowhere else
        return None
    for each in (language, "en", *sorted(path.name for path in (home / assignment).iterdir())):
        if (home / assignment / each).is_dir():
            return home / assignment / each
    return None


def _stubs_in(folder: Path) -> dict[str, tuple[str, bytes, Stub]]:
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        data = path.read_bytes()
        stub = read_stub(data)
        if stub is not None and stub.mark.exercise is not None and stub.mark.exercises:
            label = f"{folder.name}/{path.name} (course)"
            found[stub.mark.exercise] = (label, data, stub)
    return found


def _spec(mark: StubMark, exercise: ExerciseMark) -> ExerciseSpec:
    provided = exercise.given if exercise.provided else None
    return ExerciseSpec(exercise.name, mark.spec(exercise), provided)
