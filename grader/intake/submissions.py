"""A folder of submissions to one ``Submission`` per student, read when its turn comes.

Understood: ``<student>/…`` with notebooks or ``.py`` files of any name, also in a zip inside;
``<student>.zip``; and ``<student>.ipynb`` or ``<student>.py``, one file that holds everything.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias

from grader.errors import IntakeError, UsageError
from grader.intake.archives import ArchiveProblem, archive_members

NOTEBOOKS = (".ipynb", ".py")
_JUNK_FOLDERS = frozenset({"__MACOSX", "__pycache__", ".ipynb_checkpoints", ".git"})
_MAX_FILES = 200
_MAX_PASSED_OVER = 5
_MAX_TOTAL = 200 << 20  # of one submission, unpacked
# Windows has not all of these, and the others not the last.
_OPENING = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _OPENING |= getattr(os, _flag, 0)

# Why a file can't be read: a note's code and its values (``grader.exam.notes``).
Problem: TypeAlias = tuple[str, dict[str, str | int]]


@dataclass(frozen=True)
class Contents:
    """A submission's files. Names are relative, with ``/``; ``problems`` could not be read.

    ``passed_over`` are the first of the files that are no notebooks.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)

    @property
    def holds_no_notebook(self) -> bool:
        """Whether nothing was handed in that could be graded, or that should have been."""
        return not self.files and not self.problems

    def add(self, name: str, data: bytes) -> None:
        """Take a file in, as long as the submission does not grow too large."""
        if len(self.files) >= _MAX_FILES:
            self.problems[name] = ("too_many_files", {"file": name, "limit": _MAX_FILES})
        elif sum(map(len, self.files.values())) + len(data) > _MAX_TOTAL:
            self.problems[name] = ("too_much", {"file": name, "limit": _MAX_TOTAL >> 20})
        else:
            self.files[name] = data

    def pass_over(self, name: str) -> None:
        if len(self.passed_over) < _MAX_PASSED_OVER:
            self.passed_over.append(name)


@dataclass(frozen=True)
class Submission:
    """What one student handed in: the places to read it from."""

    student: str
    paths: tuple[Path, ...]

    def read(self, *, file_mb: int) -> Contents:
        """Read all notebooks. Never raises for what was handed in: problems are listed.

        Args:
            file_mb: the largest file that is read, in MiB.
        """
        contents = Contents()
        for path in self.paths:
            if path.is_dir():
                _read_folder(path, contents, file_mb)
            else:
                _read_file(path, readable(path.name), contents, file_mb)
        return contents


@dataclass(frozen=True)
class Intake:
    """All submissions found, sorted by student, and what was passed over."""

    submissions: tuple[Submission, ...]
    unmatched: tuple[Path, ...]


def find_submissions(folder: Path) -> Intake:
    """Look for submissions in a folder.

    Raises:
        UsageError: there is no such folder.
        IntakeError: it holds no submissions.
    """
    if not folder.exists():
        raise UsageError(
            f"{folder}: there is no such folder", hint="Name the folder that holds the submissions."
        )
    if not folder.is_dir():
        raise UsageError(
            f"{folder}: not a folder",
            hint="Unpack the archive first, and name the folder that holds one folder, zip or "
            "notebook per student.",
        )
    found: dict[str, list[Path]] = {}
    unmatched = []
    for path in sorted(folder.iterdir()):
        if _is_junk(path.name):
            continue
        student = _student_of(path)
        if student is None:
            unmatched.append(path)
        else:
            found.setdefault(student, []).append(path)
    if not found:
        seen = ", ".join(path.name for path in unmatched[:5]) or "nothing"
        raise IntakeError(
            f"{folder}: no submissions here (found: {seen})",
            hint="Expected one folder, one zip or one notebook per student, named after them.",
        )
    submissions = tuple(Submission(name, tuple(found[name])) for name in sorted(found))
    return Intake(submissions, tuple(unmatched))


def _student_of(path: Path) -> str | None:
    """The student's name in NFC, from a folder's or file's name; None if it's no submission."""
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        return readable(path.name)
    if stat.S_ISREG(mode) and path.suffix.lower() in (*NOTEBOOKS, ".zip"):
        return readable(path.stem)
    return None


def readable(name: str) -> str:
    r"""A name in NFC; bytes that are no UTF-8 (an old zip's GBK, say) are written as \xff."""
    encoded = name.encode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", encoded.decode("utf-8", "backslashreplace"))


def _is_junk(name: str) -> bool:
    return name in _JUNK_FOLDERS or name.startswith((".", "~$"))


def _read_folder(folder: Path, contents: Contents, file_mb: int) -> None:
    for path in _walk(folder):
        name = readable(path.relative_to(folder).as_posix())
        if path.suffix.lower() in (*NOTEBOOKS, ".zip"):
            _read_file(path, name, contents, file_mb)
        else:
            contents.pass_over(name)


def _walk(folder: Path) -> Iterator[Path]:
    """All files but junk, without following links, in a stable order."""
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not _is_junk(name))
        for name in sorted(files):
            if not _is_junk(name):
                yield Path(parent, name)


def _read_file(path: Path, name: str, contents: Contents, file_mb: int) -> None:
    try:
        # No link is followed, and a FIFO or a device does not block.
        descriptor = os.open(path, _OPENING)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                contents.problems[name] = ("no_file", {"file": name})
            elif path.suffix.lower() == ".zip":
                _read_zip(file, name, contents, file_mb)
            else:
                _read_plain(file, name, contents, file_mb, found.st_size)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        contents.problems[name] = ("unreadable", {"file": name, "reason": reason})


def _read_plain(file: BinaryIO, name: str, contents: Contents, file_mb: int, size: int) -> None:
    limit = file_mb << 20
    data = file.read(limit + 1)
    if len(data) > limit:
        contents.problems[name] = _too_large(name, size, file_mb)
    else:
        contents.add(name, data)


def _read_zip(file: BinaryIO, name: str, contents: Contents, file_mb: int) -> None:
    before = len(contents.files) + len(contents.problems)
    try:
        for member, data in archive_members(file, wanted=NOTEBOOKS, file_mb=file_mb):
            member = readable(member)
            if _is_junk(member.rpartition("/")[2]) or "__MACOSX/" in member:
                continue
            if data is None:
                contents.problems[member] = _too_large(member, None, file_mb)
            else:
                contents.add(member, data)
            if len(contents.problems) > _MAX_FILES:
                break
    except ArchiveProblem as error:
        contents.problems[name] = (error.code, {"file": name, **error.values})
    if len(contents.files) + len(contents.problems) == before:
        contents.pass_over(name)


def _too_large(name: str, size: int | None, file_mb: int) -> Problem:
    megabytes = f"{(size or 0) / (1 << 20):.0f}" if size else f"> {file_mb}"
    return "too_large", {"file": name, "megabytes": megabytes, "limit": file_mb}
