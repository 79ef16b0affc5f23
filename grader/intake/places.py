"""A class's folder or zip, looked at in one way: what lies in it, one level at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from grader.errors import IntakeError, UsageError
from grader.intake.archives import ArchiveProblem
from grader.intake.class_archive import opened
from grader.intake.names import OPENING, holds_junk, is_junk, shown
from grader.intake.sources import Source, walk


class Place(Protocol):
    """Where submissions lie. Names are relative, with ``/``, as they are stored; junk is left out.

    ``title`` is what messages call it; ``name`` is the folder's own name, or the zip's without its
    ending; ``is_archive`` whether it is (in) a zip.
    """

    title: str
    name: str
    is_archive: bool

    def folders(self, inside: str = "") -> list[str]:
        """The names of the folders in it, or in a folder inside of it."""

    def files(self, inside: str = "") -> list[str]:
        """The names of the plain files in it, or in a folder inside of it."""

    def others(self) -> list[str]:
        """The names of what is neither, and of what can't be used."""

    def walk(self) -> Iterator[str]:
        """The paths of all files, in order."""

    def read(self, path: str, limit: int) -> bytes:
        """A small file of the platform's own.

        Raises:
            IntakeError: it can't be read, or has more than ``limit`` bytes.
        """

    def folder(self, path: str) -> Source:
        """A folder, as a submission's source."""

    def file(self, path: str, name: str = "") -> Source:
        """A file, as a submission's source; ``name`` is what it is called there."""

    def below(self, folder: str) -> Place:
        """A folder inside of it, as a place of its own."""


def place_at(path: Path) -> Place:
    """The folder or zip at a path.

    Raises:
        UsageError: there is neither.
        IntakeError: the zip can't be read.
    """
    if path.is_dir():
        return _Folder(path)
    if path.is_file() and path.suffix.lower() == ".zip":
        return _Zip(path, "")
    if not path.exists():
        raise UsageError(
            f"{path}: there is no such folder or zip",
            hint="Name the folder, or the platform's zip, that holds the submissions.",
        )
    raise UsageError(
        f"{path}: not a folder, and not a zip",
        hint="Name the folder, or the platform's zip, that holds the submissions.",
    )


class _Folder:
    is_archive = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.title = str(path)
        self.name = path.resolve().name

    def folders(self, inside: str = "") -> list[str]:
        return [entry.name for entry in self._entries(inside) if _is_folder(entry)]

    def files(self, inside: str = "") -> list[str]:
        return [entry.name for entry in self._entries(inside) if _is_file(entry)]

    def others(self) -> list[str]:
        entries = self._entries("")
        return [entry.name for entry in entries if not _is_folder(entry) and not _is_file(entry)]

    def _entries(self, inside: str) -> list[os.DirEntry[str]]:
        path = self._path / inside
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            raise IntakeError(
                f"{shown(str(path))}: this folder can't be read ({error.strerror})",
                hint="See that you may read it.",
            ) from error
        return [entry for entry in found if not is_junk(entry.name)]

    def walk(self) -> Iterator[str]:
        return (path.relative_to(self._path).as_posix() for path in walk(self._path))

    def read(self, path: str, limit: int) -> bytes:
        try:
            descriptor = os.open(self._path / path, OPENING)
            with os.fdopen(descriptor, "rb") as file:
                plain = stat.S_ISREG(os.fstat(descriptor).st_mode)
                data = file.read(limit + 1) if plain else None
        except OSError as error:
            raise _unreadable(self.title, path, error.strerror or "no reason given") from error
        if data is None:
            raise _unreadable(self.title, path, "it is no plain file")
        if len(data) > limit:
            raise _unreadable(self.title, path, f"it has more than {limit} bytes")
        return data

    def folder(self, path: str) -> Source:
        return Source(self._path / path)

    def file(self, path: str, name: str = "") -> Source:
        return Source(self._path / path, name=name)

    def below(self, folder: str) -> Place:
        return _Folder(self._path / folder)


class _Zip:
    is_archive = True

    def __init__(self, path: Path, prefix: str) -> None:
        self._path = path
        self._prefix = prefix
        self._archive = opened(path)
        self.title = f"{path}/{shown(prefix)}".rstrip("/") if prefix else str(path)
        self.name = PurePosixPath(prefix).name or path.stem

    def folders(self, inside: str = "") -> list[str]:
        parts = (name.partition("/") for name in self._names(inside))
        return sorted({top for top, slash, _ in parts if slash and not is_junk(top)})

    def files(self, inside: str = "") -> list[str]:
        names = self._names(inside)
        return [name for name in names if "/" not in name and not is_junk(name)]

    def others(self) -> list[str]:
        return list(self._archive.refused)

    def _names(self, inside: str) -> Iterator[str]:
        folder = self._prefix + (f"{inside}/" if inside else "")
        return (name.removeprefix(folder) for name in self._archive.names(folder) if name != folder)

    def walk(self) -> Iterator[str]:
        return (name for name in self._names("") if not name.endswith("/") and not holds_junk(name))

    def read(self, path: str, limit: int) -> bytes:
        try:
            data = self._archive.read(self._prefix + path, limit)
        except ArchiveProblem as error:
            reason = str(error.values.get("reason", "it is no plain file"))
            raise _unreadable(self.title, path, reason) from error
        if data is None:
            raise _unreadable(self.title, path, f"it has more than {limit} bytes")
        return data

    def folder(self, path: str) -> Source:
        return Source(self._path, f"{self._prefix}{path}/")

    def file(self, path: str, name: str = "") -> Source:
        return Source(self._path, self._prefix + path, name)

    def below(self, folder: str) -> Place:
        return _Zip(self._path, f"{self._prefix}{folder}/")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def _unreadable(title: str, path: str, reason: str) -> IntakeError:
    return IntakeError(
        f"{title}: {shown(path)} can't be read ({reason})",
        hint="Download the submissions again.",
    )
