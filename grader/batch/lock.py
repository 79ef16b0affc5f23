"""One run at a time on one gradebook: a second one is told so, and by whom it is used."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import GradebookError


@contextmanager
def alone(gradebook: Path) -> Iterator[None]:
    """Hold the gradebook for a run. The system lets go of it when the process ends, however.

    Raises:
        GradebookError: another run holds it, or the file beside it can't be written.
    """
    path = gradebook.with_name(f"{gradebook.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise GradebookError(
            f"{path}: cannot be written ({error.strerror})",
            hint="Name a gradebook in a folder that you may write to with --gradebook.",
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = os.read(descriptor, 100).decode("utf-8", "replace").strip()
            raise GradebookError(
                f"{gradebook}: another run uses this gradebook ({who or 'it just started'})",
                hint="Wait until it has ended, or name another file with --gradebook.",
            ) from None
        except OSError:  # a file system without locks: SQLite's own still hold
            yield
            return
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()}\n".encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)
