"""Zip files read in memory, each member checked before it is unpacked.

Nothing is written to disk, so no path in an archive can lead anywhere.
"""

from __future__ import annotations

import contextlib
import re
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
_UTF8 = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")


class ArchiveProblem(Exception):  # noqa: N818  # the archive's problem, told to the student
    """The archive can't be read, or is not safe to read: a note's code and values."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def archive_members(
    file: BinaryIO, *, wanted: Sequence[str], file_mb: int
) -> Iterator[tuple[str, bytes | None]]:
    """The wanted files of a student's zip, in order: (name, bytes), or None where one is too large.

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
                    yield _checked_name(member), _data(archive, member, file_mb << 20)
    except ArchiveProblem:
        raise
    except Exception as error:  # zlib, bz2, lzma and zipfile have a dozen ways to say "damaged"
        raise ArchiveProblem("zip_damaged") from error


def member_name(member: zipfile.ZipInfo) -> str:
    """A member's name with ``/``, in UTF-8 where it is that though the archive doesn't say so."""
    name = member.filename
    if not member.flag_bits & _UTF8 and not name.isascii():
        with contextlib.suppress(UnicodeError):  # else as zipfile has it
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def leads_out(name: str) -> bool:
    """Whether a member's name is a path out of the archive, on any system."""
    return (
        name.startswith("/") or ".." in PurePosixPath(name).parts or _DRIVE.match(name) is not None
    )


def is_plain_file(member: zipfile.ZipInfo) -> bool:
    """Whether a member is neither a link nor a device."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return not kind or stat.S_ISREG(kind)


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    return bool(member.flag_bits & _ENCRYPTED)


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes | None:
    """A member's bytes, or None where there are more than ``limit``, whatever its header says.

    Raises anything that zipfile does.
    """
    if member.file_size > limit:
        return None
    # A header may lie about the size: never read more than it says.
    with archive.open(member) as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else None


def _check_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > _MAX_MEMBERS:
        raise ArchiveProblem("zip_too_many", members=len(members), limit=_MAX_MEMBERS)
    if sum(member.file_size for member in members) > _MAX_TOTAL:
        raise ArchiveProblem("zip_too_large", limit=_MAX_TOTAL >> 20)


def _checked_name(member: zipfile.ZipInfo) -> str:
    name = member_name(member)
    if leads_out(name):
        raise ArchiveProblem("zip_outside", member=name)
    if not is_plain_file(member):
        raise ArchiveProblem("zip_no_file", member=name)
    if is_encrypted(member):
        raise ArchiveProblem("zip_encrypted")
    return name


def _data(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes | None:
    ratio = member.file_size / max(member.compress_size, 1)
    bomb = member.file_size > _RATIO_MATTERS_FROM and ratio > _MAX_RATIO
    if member.file_size <= limit and bomb:
        raise ArchiveProblem("zip_bomb", member=member.filename, ratio=round(ratio))
    return unpacked(archive, member, limit)
