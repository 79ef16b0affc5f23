"""New files for exports: whole or not there, readable by their owner alone, nothing overwritten."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from grader.errors import ExportError, UsageError


def require_new(path: Path, *, overwrite: bool) -> None:
    """Make sure that nothing is lost by writing a file or folder.

    Raises:
        UsageError: there is something, and it may not be overwritten.
    """
    if os.path.lexists(path) and not (overwrite and path.is_file() and not path.is_symlink()):
        raise UsageError(
            f"{path}: there is something already",
            hint="Name another place with --output"
            + (", or add --overwrite." if path.is_file() else "."),
        )


def read(path: Path) -> bytes:
    """A file that was named on the command line.

    Raises:
        UsageError: it can't be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def write(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write a file by ``fill``: beside its place first, and moved there when it is whole.

    Raises:
        ExportError: it can't be written.
    """
    with explained(path):
        part = path.with_name(f".{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                fill(file)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the system's errors in writing to a place into ones that say what to do."""
    try:
        yield
    except OSError as error:
        raise ExportError(
            f"{path}: cannot be written ({error.strerror})",
            hint="Name a place that you may write to with --output.",
        ) from error
