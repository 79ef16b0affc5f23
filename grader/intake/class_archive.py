"""The zip that holds a whole class's submissions, read in place, one member at a time.

It may have gigabytes, so it is neither unpacked nor held in memory. What students gave it (names,
links, passwords) is never a reason to refuse the class: a member with a name that leads out is
passed over and told, any other is its student's problem when it is read.
"""

from __future__ import annotations

import bisect
import functools
import zipfile
from collections.abc import Iterator
from pathlib import Path

from grader.errors import IntakeError
from grader.intake.archives import (
    ArchiveProblem,
    is_encrypted,
    is_plain_file,
    leads_out,
    member_name,
    unpacked,
)

# Beyond these it is no download of one assignment.
MAX_MEMBERS = 100_000
MAX_TOTAL = 100 << 30  # bytes, unpacked
MAX_NAME = 1000  # characters of a member's path


class ClassArchive:
    """A class's zip, open. Names are relative, with ``/``; those of folders end in it.

    ``refused`` are the names that can't be used: they lead out of the archive, or are too long.

    Raises:
        IntakeError: it can't be read, is encrypted, or is larger than any class's download.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = zipfile.ZipFile(path)
        except OSError as error:
            raise IntakeError(
                f"{path}: this zip file can't be opened ({error.strerror})",
                hint="See that you may read it.",
            ) from error
        except Exception as error:  # zipfile has many ways to say "damaged"
            raise IntakeError(
                f"{path}: this is no zip file that can be read",
                hint="Download it again; perhaps the download was cut off.",
            ) from error
        members = self._file.infolist()
        _check(path, members)
        self._members: dict[str, zipfile.ZipInfo] = {}
        refused = []
        for member in members:
            raw = member_name(member)
            name = "/".join(part for part in raw.split("/") if part not in ("", "."))
            if leads_out(raw) or len(raw) > MAX_NAME:
                refused.append(raw)
            elif name:
                # As when it is unpacked, the last of two of one name counts.
                self._members[f"{name}/" if raw.endswith("/") else name] = member
        self.refused = tuple(refused)
        self._names = sorted(self._members)

    def names(self, folder: str = "") -> Iterator[str]:
        """The names of all that lies below a folder ("" or ``…/``), in order."""
        for place in range(bisect.bisect_left(self._names, folder), len(self._names)):
            if not self._names[place].startswith(folder):
                return
            yield self._names[place]

    def size(self, name: str) -> int:
        """How large a file says it is, in bytes."""
        member = self._members.get(name)
        return member.file_size if member is not None else 0

    def read(self, name: str, limit: int) -> bytes | None:
        """A file's bytes, or None where there are more than ``limit``.

        Raises:
            ArchiveProblem: it is a link, encrypted or damaged, or not there any more.
        """
        member = self._members.get(name)
        if member is None:
            raise ArchiveProblem("unreadable", reason="it is not in the archive any more")
        if not is_plain_file(member):
            raise ArchiveProblem("no_file")
        if is_encrypted(member):
            raise ArchiveProblem("zip_encrypted")
        try:
            return unpacked(self._file, member, limit)
        except Exception as error:  # zlib, bz2, lzma and zipfile have a dozen ways to say it
            raise ArchiveProblem("unreadable", reason="it is damaged in the archive") from error


def opened(path: Path) -> ClassArchive:
    """The archive at ``path``; the one opened last stays open, as long as its file is the same.

    Raises:
        IntakeError: it can't be read.
        OSError: it is gone.
    """
    found = path.stat()
    return _opened(path, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns))


@functools.lru_cache(maxsize=1)
def _opened(path: Path, _identity: tuple[int, ...]) -> ClassArchive:
    return ClassArchive(path)


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    hint = "Unpack it, and name the folder that holds the submissions."
    if len(members) > MAX_MEMBERS:
        raise IntakeError(
            f"{path}: it holds {len(members)} files; at most {MAX_MEMBERS} are read", hint=hint
        )
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise IntakeError(f"{path}: it unpacks to more than {MAX_TOTAL >> 30} GB", hint=hint)
    files = [member for member in members if not member.filename.endswith("/")]
    if files and all(map(is_encrypted, files)):
        raise IntakeError(f"{path}: it is encrypted", hint=hint)
