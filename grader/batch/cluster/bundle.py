"""An assignment as bytes, for machines that do not have the course."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from grader.course import Assignment
from grader.errors import CourseError

_LEFT_OUT = {"__pycache__", "accepted", "locale"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def pack(assignment: Assignment) -> bytes:
    """The instructors' folder of an assignment as a zip: the same files always give the same bytes.

    Raises:
        CourseError: a file can't be read.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(assignment.instructors):
            entry = zipfile.ZipInfo(path.relative_to(assignment.course).as_posix(), _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            try:
                archive.writestr(entry, path.read_bytes())
            except OSError as error:
                raise CourseError(f"{path}: cannot be read ({error.strerror})") from error
    return packed.getvalue()


def unpack(packed: bytes, course: Path) -> None:
    """Lay a bundle out as a course, readable by its owner alone. It comes from ``pack``."""
    course.mkdir(mode=0o700)
    (course / "assignments").mkdir()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(course)


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _LEFT_OUT & set(path.relative_to(folder).parts)
    ]
