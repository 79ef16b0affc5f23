"""An assignment as bytes, for machines that do not have the course."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from grader.course import Assignment
from grader.errors import CourseError
from grader.zips import add_member

# What no grading needs, at the top of the folder.
_LEFT_OUT = ("accepted", "locale")


def pack(assignment: Assignment) -> bytes:
    """The instructors' folder of an assignment as a zip: the same files always give the same bytes.

    Raises:
        CourseError: a file can't be read.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(assignment.instructors):
            name = path.relative_to(assignment.course).as_posix()
            try:
                add_member(archive, name, path.read_bytes(), mode=0o600)
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
    found = []
    for place, folders, names in os.walk(folder, followlinks=True):
        at_top = Path(place) == folder
        folders[:] = [
            name for name in folders if name != "__pycache__" and not (at_top and name in _LEFT_OUT)
        ]
        found += [Path(place) / name for name in names]
    return sorted(path for path in found if path.is_file())
