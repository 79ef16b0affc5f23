"""The feedback pages as a platform takes them back, or as a folder for each student.

    folder      STUDENT/feedback.html and STUDENT/notebooks.html
    moodle      Full name_PARTICIPANT_assignsubmission_file_feedback.html, and notebooks.html: the
                names that Moodle's "Upload multiple feedback files in a zip" understands
    nbgrader    feedback/STUDENT/ASSIGNMENT/NOTEBOOK.html, the same page for each notebook

Pages link to the view of the notebooks and back; the two lie side by side here, and their links are
set to that. nbgrader has one page for each notebook and no more, so there the link goes.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from grader.errors import ExportError
from grader.grade import Grade
from grader.report.folder import feedback_name, page_name
from grader.zips import add_member

Form = Literal["folder", "moodle", "nbgrader"]
_VIEWS = "notebooks"
_PAGE, _VIEW = "feedback.html", "notebooks.html"


@dataclass(frozen=True)
class Page:
    """A page in the pack: its place there, the file that it is made of, and how."""

    path: str
    source: Path
    change: Callable[[bytes], bytes]

    def content(self) -> bytes:
        """The page as it is packed. Raises OSError."""
        return self.change(self.source.read_bytes())


@dataclass(frozen=True)
class Pack:
    """What is packed, sorted; students without a page; students whom the platform can't be told
    about, because their number or notebooks there are not known."""

    pages: tuple[Page, ...]
    without_page: tuple[str, ...]
    unnamed: tuple[str, ...]

    def write_zip(self, file: IO[bytes]) -> None:
        """Write them as a zip; the same pages always give the same bytes. Raises OSError."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for page in self.pages:
                add_member(archive, page.path, page.content(), mode=0o644)

    def write_tree(self, folder: Path) -> None:
        """Write them into a new folder, readable by its owner alone. Raises OSError."""
        folder.mkdir(mode=0o700)
        for page in self.pages:
            path = folder / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            with os.fdopen(descriptor, "wb") as file:
                file.write(page.content())


def pack(
    results: Path,
    grades: Sequence[Grade],
    form: Form,
    *,
    participants: Mapping[str, str] | None = None,
    folder: str = "",
) -> Pack:
    """Gather the pages of a results folder.

    Args:
        results: the folder that ``grader run`` filled.
        grades: of all students.
        form: for whom.
        participants: Moodle's numbers of the students for this assignment, by our names; without
            them those that came with the submissions.
        folder: nbgrader's name of the assignment; by default ours.

    Raises:
        ExportError: there are no feedback pages.
    """
    feedback = results / "feedback"
    if not feedback.is_dir():
        raise ExportError(
            f"{results}: there are no feedback pages here",
            hint="Name the folder that grader run filled with --results.",
        )
    pages: list[Page] = []
    without, unnamed = [], []
    for grade in grades:
        name = page_name(results, grade.student.name)
        if not (feedback / name).is_file():
            without.append(grade.student.name)
            continue
        places = _places(grade, form, participants, folder, name.removesuffix(".html"))
        if not places:
            unnamed.append(grade.student.name)
        pages += _pages(feedback, name, places)
    return Pack(tuple(sorted(pages, key=lambda page: page.path)), tuple(without), tuple(unnamed))


@dataclass(frozen=True)
class _Place:
    """Where a student's page goes, and the view of the notebooks if it can go anywhere."""

    page: str
    view: str | None


def _places(
    grade: Grade, form: Form, participants: Mapping[str, str] | None, folder: str, own: str
) -> list[_Place]:
    student = grade.student
    if form == "folder":
        return [_Place(f"{own}/{_PAGE}", f"{own}/{_VIEW}")]
    if form == "moodle":
        known = student.ids.get("moodle", "")
        number = known if participants is None else participants.get(student.name, "")
        if not re.fullmatch("[0-9]{1,18}", number):
            return []
        name = _moodle_name(student.full_name or student.name)
        start = f"{name}_{number}_assignsubmission_file_"
        return [_Place(start + _PAGE, start + _VIEW)]
    where = f"feedback/{_safe(student.ids.get('nbgrader', student.name))}/"
    where += _safe(folder or grade.assignment)
    return [_Place(f"{where}/{name}.html", None) for name in _notebooks(grade)]


def _notebooks(grade: Grade) -> list[str]:
    """The names of the notebooks that were handed in, without their endings."""
    files = grade.attempt.files if grade.attempt is not None else {}
    paths = [PurePosixPath(name.replace("\\", "/")) for name in files]
    return sorted({_safe(path.stem) for path in paths if path.suffix.lower() == ".ipynb"})


def _safe(name: str) -> str:
    """A name as one part of a path; what could not be one is written as in the names of pages."""
    fine = re.fullmatch(r"[\w()+,@-][\w .()+,@~-]*", name)
    return name if fine else feedback_name(name).removesuffix(".html")


def _moodle_name(name: str) -> str:
    """A full name as in the names of Moodle's files: for people, there the number counts."""
    plain = re.sub(r"[^\w .'-]|_", " ", name)
    return " ".join(plain.split()).lstrip(".") or "student"


def _pages(feedback: Path, name: str, places: Sequence[_Place]) -> Iterator[Page]:
    view = feedback / _VIEWS / name
    has_view = view.is_file()
    for place in places:
        linked = PurePosixPath(place.view).name if place.view is not None and has_view else None
        yield Page(place.page, feedback / name, _linking(f"{_VIEWS}/{name}", linked))
        if place.view is not None and has_view:
            yield Page(place.view, view, _linking(f"../{name}", PurePosixPath(place.page).name))


def _linking(old: str, new: str | None) -> Callable[[bytes], bytes]:
    """Sets links to another address, or takes them away and leaves their words.

    Quotes in what students wrote are escaped on our pages, so that nothing of theirs is changed.
    """
    address = b'<a href="' + old.encode()
    if new is None:
        link = re.compile(re.escape(address) + rb'">([^<>]*)</a>')
        return lambda page: link.sub(rb"\1", page)
    set_to = b'<a href="' + new.encode()
    return lambda page: page.replace(address + b'"', set_to + b'"').replace(
        address + b"#", set_to + b"#"
    )
