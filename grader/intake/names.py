"""Names of files and people as they are kept: readable, in one normal form, junk told apart."""

from __future__ import annotations

import os
import unicodedata

from grader.visible import visible

NOTEBOOKS = (".ipynb", ".py")
ARCHIVE = ".zip"
# How a file is opened that anybody may have put there: no link is followed, a FIFO or a device does
# not block. Windows has not all of these, and the others not the last.
OPENING = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    OPENING |= getattr(os, _flag, 0)
_JUNK_FOLDERS = frozenset({"__MACOSX", "__pycache__", ".ipynb_checkpoints", ".git"})
_MAX_SHOWN = 80


def readable(name: str) -> str:
    r"""A name in NFC; bytes that are no UTF-8 (an old zip's GBK, say) are written as \xff."""
    encoded = name.encode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", encoded.decode("utf-8", "backslashreplace"))


def shown(name: str) -> str:
    """A name as it stands in a message: on one line, not too long, nothing hidden in it."""
    line = visible(readable(name)).replace("\n", "�")
    return line if len(line) <= _MAX_SHOWN else f"{line[: _MAX_SHOWN - 1]}…"


def is_junk(name: str) -> bool:
    """Whether one part of a path is what systems and editors leave behind."""
    return name in _JUNK_FOLDERS or name.startswith((".", "~$"))


def holds_junk(path: str) -> bool:
    """Whether any part of a relative path is junk."""
    return any(is_junk(part) for part in path.split("/") if part)


def is_notebook(name: str) -> bool:
    return name.lower().endswith(NOTEBOOKS)


def is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVE)


def is_read(name: str) -> bool:
    """Whether a file is looked into at all: a notebook, a program, or a zip that may hold some."""
    return is_notebook(name) or is_archive(name)
