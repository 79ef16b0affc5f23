"""Where a submission's bytes are, and how they are read: never an error, problems are listed.

A zip among a student's files is read as if it were a folder; one inside of that is not.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias

from grader.errors import IntakeError
from grader.intake.archives import ArchiveProblem, archive_members
from grader.intake.class_archive import ClassArchive, opened
from grader.intake.names import (
    NOTEBOOKS,
    OPENING,
    holds_junk,
    is_archive,
    is_junk,
    is_read,
    readable,
)

MAX_FILES = 200  # of one submission
_MAX_PASSED_OVER = 5
_MAX_TOTAL_MB = 200  # of one submission, unpacked

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

    @property
    def is_hopeless(self) -> bool:
        """Whether so much can't be read that there is no use in going on."""
        return len(self.problems) > MAX_FILES

    def add(self, name: str, data: bytes) -> None:
        """Take a file in, as long as the submission does not grow too large.

        Of two files of one name the second is called ``name (2)``, unless they are the same.
        """
        if self.files.get(name) == data:
            return
        if len(self.files) >= MAX_FILES:
            self.problems[name] = ("too_many_files", {"file": name, "limit": MAX_FILES})
        elif sum(map(len, self.files.values())) + len(data) > _MAX_TOTAL_MB << 20:
            self.problems[name] = ("too_much", {"file": name, "limit": _MAX_TOTAL_MB})
        else:
            self.files[self._free(name)] = data

    def _free(self, name: str) -> str:
        path, count = PurePosixPath(name), 1
        while name in self.files:
            count += 1
            name = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
        return name

    def pass_over(self, name: str) -> None:
        """Note a file that is no notebook."""
        if len(self.passed_over) < _MAX_PASSED_OVER:
            self.passed_over.append(name)


@dataclass(frozen=True)
class Source:
    """A file or folder on disk, or one in a class's zip.

    ``member`` is its name in the zip at ``path``, "" where there is no zip; that of a folder ends
    in ``/``. ``name`` is what a file is called, where that is not the end of its path: platforms
    put more in front of what a student chose.
    """

    path: Path
    member: str = ""
    name: str = ""

    def plain(self) -> list[str]:
        """Its parts, for a message to another process."""
        return [str(self.path), self.member, self.name]

    @classmethod
    def from_plain(cls, parts: list[str]) -> Source:
        path, member, name = parts
        return cls(Path(path), member, name)

    def read(self, contents: Contents, *, file_mb: int) -> None:
        """Add what is here to ``contents``. Never raises for what was handed in.

        Args:
            contents: takes files and problems.
            file_mb: the largest file that is read, in MiB.
        """
        if self.member:
            self._read_members(contents, file_mb)
        elif self.path.is_dir():
            _read_folder(self.path, contents, file_mb)
        else:
            _read_file(self.path, self._name(self.path.name), contents, file_mb)

    def _name(self, default: str) -> str:
        return self.name or readable(default)

    def _read_members(self, contents: Contents, file_mb: int) -> None:
        name = self._name(PurePosixPath(self.member).name)
        try:
            archive = opened(self.path)
        except (OSError, IntakeError):
            reason = f"{self.path.name} is not there any more"
            contents.problems[name] = ("unreadable", {"file": name, "reason": reason})
            return
        if not self.member.endswith("/"):
            _read_member(archive, self.member, name, contents, file_mb)
            return
        for member in archive.names(self.member):
            inner = member.removeprefix(self.member)
            if inner and not inner.endswith("/") and not holds_junk(inner):
                _read_member(archive, member, readable(inner), contents, file_mb)
            if contents.is_hopeless:
                return


def walk(folder: Path) -> Iterator[Path]:
    """All files but junk, without following links, in a stable order, however deep."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:  # may not be read, or its path is too long
            continue
        found = [entry for entry in found if not is_junk(entry.name)]
        yield from (Path(entry) for entry in found if not entry.is_dir(follow_symlinks=False))
        folders = [Path(entry) for entry in found if entry.is_dir(follow_symlinks=False)]
        waiting.extend(reversed(folders))


def _read_folder(folder: Path, contents: Contents, file_mb: int) -> None:
    for path in walk(folder):
        _read_file(path, readable(path.relative_to(folder).as_posix()), contents, file_mb)
        if contents.is_hopeless:
            return


def _read_file(path: Path, name: str, contents: Contents, file_mb: int) -> None:
    if not is_read(name):
        contents.pass_over(name)
        return
    try:
        # No link is followed, and a FIFO or a device does not block.
        descriptor = os.open(path, OPENING)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                contents.problems[name] = ("no_file", {"file": name})
            elif is_archive(name):
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


def _read_member(
    archive: ClassArchive, member: str, name: str, contents: Contents, file_mb: int
) -> None:
    if not is_read(name):
        contents.pass_over(name)
        return
    limit_mb = _MAX_TOTAL_MB if is_archive(name) else file_mb
    try:
        data = archive.read(member, limit_mb << 20)
    except ArchiveProblem as error:
        contents.problems[name] = (error.code, {"file": name, **error.values})
        return
    if data is None:
        contents.problems[name] = _too_large(name, archive.size(member), limit_mb)
    elif is_archive(name):
        _read_zip(io.BytesIO(data), name, contents, file_mb)
    else:
        contents.add(name, data)


def _read_zip(file: BinaryIO, name: str, contents: Contents, file_mb: int) -> None:
    before = len(contents.files) + len(contents.problems)
    try:
        for member, data in archive_members(file, wanted=NOTEBOOKS, file_mb=file_mb):
            member = readable(member)
            if holds_junk(member):
                continue
            if data is None:
                contents.problems[member] = _too_large(member, None, file_mb)
            else:
                contents.add(member, data)
            if contents.is_hopeless:
                break
    except ArchiveProblem as error:
        contents.problems[name] = (error.code, {"file": name, **error.values})
    if len(contents.files) + len(contents.problems) == before:
        contents.pass_over(name)


def _too_large(name: str, size: int | None, limit_mb: int) -> Problem:
    megabytes = f"{(size or 0) / (1 << 20):.0f}" if size else f"> {limit_mb}"
    return "too_large", {"file": name, "megabytes": megabytes, "limit": limit_mb}
