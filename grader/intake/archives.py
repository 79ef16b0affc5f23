"""Zip files read in memory, each member checked before it is unpacked.

Nothing is written to disk, so no path in an archive can lead anywhere.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

_MAX_MEMBERS = 2000
_MAX_TOTAL = 200 << 20
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 1 << 20
_ENCRYPTED = 0x1


class ArchiveProblem(Exception):  # noqa: N818  # the archive's problem, told to the student
    """The archive can't be read, or is not safe to read: a note's code and values."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def archive_members(
    file: BinaryIO, *, wanted: Sequence[str], file_mb: int
) -> Iterator[tuple[str, bytes | None]]:
    """The wanted files of a zip, in order: (name, bytes), or None where one is too large.

    Args:
        file: the zip file, open for reading.
        wanted: endings of the files that count, in lower case.
        file_mb: the largest member that is unpacked, in MiB.

    Raises:
        ArchiveProblem: it is damaged, encrypted, or made to do harm.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_sizes(members)
            for member in members:
                if member.filename.lower().endswith(tuple(wanted)):
                    yield _name(member), _data(archive, member, file_mb << 20)
    except ArchiveProblem:
        raise
    except Exception as error:  # zlib, bz2, lzma and zipfile have a dozen ways to say "damaged"
        raise ArchiveProblem("zip_damaged") from error


def _check_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > _MAX_MEMBERS:
        raise ArchiveProblem("zip_too_many", members=len(members), limit=_MAX_MEMBERS)
    if sum(member.file_size for member in members) > _MAX_TOTAL:
        raise ArchiveProblem("zip_too_large", limit=_MAX_TOTAL >> 20)


def _name(member: zipfile.ZipInfo) -> str:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name.split("/")[0]:
        raise ArchiveProblem("zip_outside", member=name)
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise ArchiveProblem("zip_no_file", member=name)
    if member.flag_bits & _ENCRYPTED:
        raise ArchiveProblem("zip_encrypted")
    return name


def _data(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes | None:
    if member.file_size > limit:
        return None
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > _RATIO_MATTERS_FROM and ratio > _MAX_RATIO:
        raise ArchiveProblem("zip_bomb", member=member.filename, ratio=round(ratio))
    # A header may lie about the size: never read more than it says.
    with archive.open(member) as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else None
