"""The results folder: what is written where, and who may read it.

Only ``feedback/`` is meant for students; all the rest is readable by its owner alone. For each page
there ``instructor/`` holds one of the same name, with all that stands behind it. Each file is
written beside its place and then moved there, so that a run that is cut off leaves whole files.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from grader.course import Assignment, Feedback
from grader.errors import ResultsError, UsageError
from grader.grade import Grade
from grader.outcome import Run, SubmissionResult, text
from grader.report.class_page import class_page
from grader.report.instructor_page import instructor_page
from grader.report.made import Made
from grader.report.pages import GENERATOR
from grader.report.people import Link
from grader.report.results import results_json
from grader.report.student_page import student_page
from grader.report.translations import ENGLISH, Translator, spoken

_OURS = frozenset({"results.json", "index.html", "feedback", "instructor", "gradebook.db"})
_MAX_NAME = 120
_PRIVATE, _PUBLIC = 0o600, 0o644
_VIEWS = "notebooks"
_MADE = ".made.json"


class ResultsFolder:
    """Writes a run's pages and results. Make one with ``create``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._names: dict[str, str] = {}
        self.index = path / "index.html"
        self.results = path / "results.json"
        self.feedback = path / "feedback"
        self.instructor = path / "instructor"
        self.memory = self.instructor / "known-mistakes"
        self.made = Made(self.instructor / _MADE)
        self._written: set[str] = set()
        self._viewed: set[str] = set()

    @classmethod
    def create(cls, path: Path) -> ResultsFolder:
        """Make the folder, or take one that holds an earlier run's results.

        Raises:
            UsageError: there is something else, or it can't be written.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            names = {entry.name for entry in path.iterdir()}
            if names and not names & _OURS:
                raise UsageError(
                    f"{path}: this folder holds other things than results",
                    hint="Name a new folder, or one of an earlier run, with --output.",
                )
            folder = cls(path)
            folder.feedback.mkdir(exist_ok=True)
            folder.feedback.chmod(0o755)
            folder.instructor.mkdir(exist_ok=True, mode=0o700)
            folder.instructor.chmod(0o700)
        except (FileExistsError, NotADirectoryError) as error:
            raise UsageError(
                f"{path}: this is no folder", hint="Name a folder for the results with --output."
            ) from error
        except OSError as error:
            raise UsageError(
                f"{path}: the results can't be written here ({error.strerror})",
                hint=_remedy(path, error),
            ) from error
        return folder

    def write_student(
        self,
        assignment: Assignment,
        result: SubmissionResult,
        run: Run,
        language: str | None,
        *,
        policy: Feedback | None = None,
        grade: Grade | None = None,
        has_view: bool = False,
    ) -> Path:
        """Write one student's feedback page, and the instructor's page beside it.

        Args:
            assignment: the assignment.
            result: the student's.
            run: the run that it was graded in.
            language: of both pages; without one the student's is in that of the notebooks, and
                the instructor's in English, as the overview is.
            policy: how much the student is told; by default what holds at the time of the run.
            grade: what the gradebook makes of the result.
            has_view: whether there is or will be a view of the notebooks (``grader.views``); then
                the pages link to it.

        Returns:
            The path of the student's page.
        """
        translator = Translator(language or spoken(result), assignment.locale)
        ours = Translator(language or ENGLISH, assignment.locale)
        name = self.page_name(result.student)
        path = self.feedback / name
        view = f"{_VIEWS}/{name}" if has_view else None
        page = student_page(
            assignment, result, run, translator, policy=policy, grade=grade, view=view
        )
        _write(path, [page], _PUBLIC)
        view = f"../{self.feedback.name}/{view}" if has_view else None
        page = instructor_page(assignment, result, run, ours, grade=grade, view=view)
        _write(self.instructor / name, [page], _PRIVATE)
        self.keep(result.student, has_view=has_view)
        return path

    def keep(self, student: str, *, has_view: bool) -> None:
        """The pages that a student has are this run's too."""
        self._written.add(self.page_name(student))
        if has_view:
            self._viewed.add(self.page_name(student))

    def has_pages(self, student: str) -> bool:
        """Whether a student's pages are there, of whatever run."""
        name = self.page_name(student)
        return (self.feedback / name).is_file() and (self.instructor / name).is_file()

    def has_view(self, student: str) -> bool:
        return (self.feedback / _VIEWS / self.page_name(student)).is_file()

    def remove_view(self, student: str) -> None:
        """One of an earlier attempt would pass for the new one's until that is there."""
        (self.feedback / _VIEWS / self.page_name(student)).unlink(missing_ok=True)

    @property
    def has_class(self) -> bool:
        """Whether an overview and ``results.json`` are there, of whatever run."""
        return self.index.is_file() and self.results.is_file()

    def expect(self, students: Iterable[str]) -> None:
        """These have pages here, or will have: no two get the same name on any file system."""
        self._names = feedback_names(students)

    def page_name(self, student: str) -> str:
        """The file name of a student's pages."""
        return self._names.get(student) or feedback_name(student)

    def write_class(
        self,
        assignment: Assignment,
        results: Sequence[SubmissionResult],
        run: Run,
        language: str | None,
        *,
        grades: Mapping[str, Grade] | None = None,
        problems: Mapping[str, Sequence[str]],
        unmatched: Sequence[str] = (),
        remarks: Sequence[str] = (),
    ) -> None:
        """Write ``results.json`` and the overview, and take away an earlier run's other pages.

        Args:
            assignment: the assignment.
            results: of all students.
            run: the finished run.
            language: of the overview; English without one.
            grades: what the gradebook makes of the results, by student.
            problems: what is wrong with the hidden tests, by exercise.
            unmatched: what lay among the submissions and is none.
            remarks: what was noticed about the submissions.

        Raises:
            ResultsError: they can't be written.
        """
        try:
            self._write_class(
                assignment, results, run, language, grades, problems, unmatched, remarks
            )
        except OSError as error:
            raise ResultsError(
                f"{self.path}: the overview could not be written ({error.strerror})",
                hint="What was graded is in the gradebook and in feedback/. Make room, or name "
                "another folder with --output, and run the same command again.",
            ) from error

    def _write_class(
        self,
        assignment: Assignment,
        results: Sequence[SubmissionResult],
        run: Run,
        language: str | None,
        grades: Mapping[str, Grade] | None,
        problems: Mapping[str, Sequence[str]],
        unmatched: Sequence[str],
        remarks: Sequence[str],
    ) -> None:
        translator = Translator(language or ENGLISH, assignment.locale)
        names = {result.student: self.page_name(result.student) for result in results}
        written = {student: name for student, name in names.items() if name in self._written}
        behind = text("behind the grade")
        page = class_page(
            assignment,
            results,
            run,
            translator,
            links={student: f"feedback/{name}" for student, name in written.items()},
            further={
                student: [Link(behind, f"instructor/{name}")] for student, name in written.items()
            },
            grades=grades,
            problems=problems,
            unmatched=unmatched,
            remarks=remarks,
        )
        _write(self.results, results_json(assignment, results, run, grades), _PRIVATE)
        _write(self.index, [page], _PRIVATE)
        self._remove_earlier_pages()

    def _remove_earlier_pages(self) -> None:
        """A page of a student who is not in this run would pass for one of this run."""
        for folder in (self.feedback, self.instructor):
            for path in folder.glob("*.html"):
                if path.name not in self._written and _is_ours(path):
                    path.unlink()
        for path in (self.feedback / _VIEWS).glob("*.html"):
            if path.name not in self._viewed and _is_ours(path):
                path.unlink()
        with contextlib.suppress(OSError):  # it holds something, or is not there
            (self.feedback / _VIEWS).rmdir()


def write_view(feedback: Path, name: str, page: str) -> None:
    """Write the page that shows a student's notebooks. Raises OSError.

    Args:
        feedback: the folder of the feedback pages.
        name: of the student's page there.
        page: the view, as HTML.
    """
    folder = feedback / _VIEWS
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    _write(folder / name, [page], _PUBLIC)


def remove_view_parts(feedback: Path) -> None:
    """Take away views that were cut off while they were written."""
    for part in (feedback / _VIEWS).glob(".*.part"):
        part.unlink(missing_ok=True)


def pages_of(results: Path, student: str) -> list[Path]:
    """What lies in a results folder about one student: the pages, and the list of what pages were
    made of, which names all students and is made again."""
    name = page_name(results, student)
    places = (
        f"feedback/{name}",
        f"feedback/{_VIEWS}/{name}",
        f"instructor/{name}",
        f"instructor/{_MADE}",
    )
    return [path for place in places if (path := results / place).is_file()]


def page_name(results: Path, student: str) -> str:
    """The file name of a student's pages in a results folder that is there."""
    own = _own_name(student)
    return own if (results / "feedback" / own).is_file() else feedback_name(student)


def feedback_name(student: str) -> str:
    """The file name of a student's page: readable, and never the same for two students.

    Some file systems take two such names for one: ``feedback_names`` knows all students.
    """
    encoded = "".join(
        letter if letter.isalnum() or letter in "-_" or (letter == "." and place) else _code(letter)
        for place, letter in enumerate(student)
    )
    if len(encoded.encode()) > _MAX_NAME:
        kept = encoded.encode()[:_MAX_NAME].decode("utf-8", "ignore")
        encoded = f"{kept}~~{_digest(student)}"  # nothing else makes two tildes in a row
    return f"{encoded}.html"


def feedback_names(students: Iterable[str]) -> dict[str, str]:
    """The file names of the pages of these students, which no file system takes for one another.

    Where names differ only in capitals or in their normal form, the first keeps ``feedback_name``
    and a hash stands in the others'.
    """
    names: dict[str, str] = {}
    taken = set()
    for student in sorted(set(students)):
        name = feedback_name(student)
        folded = unicodedata.normalize("NFKC", name.casefold())
        if folded in taken:
            name = _own_name(student)
        taken.add(folded)
        names[student] = name
    return names


def _own_name(student: str) -> str:
    return f"{feedback_name(student).removesuffix('.html')}~~{_digest(student)}.html"


def _digest(student: str) -> str:
    return hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _code(letter: str) -> str:
    return f"~{ord(letter):x}."


def _remedy(path: Path, error: OSError) -> str:
    """What to do about a folder that can't be written; in a container that is most often one that
    was not mounted, or belongs to somebody else."""
    other = "Name another folder with --output."
    if error.errno == errno.EROFS:
        return f'{other} In a container, mount one that can be written: -v "$PWD/results:{path}".'
    if error.errno not in (errno.EACCES, errno.EPERM):
        return other
    there = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    return (
        f"{there} belongs to user {there.stat().st_uid}, and grader runs as user {os.geteuid()}. "
        f'{other} In a container, run as its owner: --user "$(id -u):$(id -g)".'
    )


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return GENERATOR.encode() in file.read(1000)


def _write(path: Path, parts: Iterable[str], mode: int) -> None:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        os.fchmod(descriptor, mode)
        file.writelines(parts)
    part.replace(path)
