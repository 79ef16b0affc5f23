"""Zips that are the same bytes each time they are written of the same files."""

from __future__ import annotations

import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip's earliest time


def add_member(archive: zipfile.ZipFile, name: str, content: bytes, *, mode: int) -> None:
    """Add a file with these Unix mode bits and no time of its own. Raises OSError."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
