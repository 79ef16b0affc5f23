"""What the pages in a results folder were made of, so that only outdated ones are made again.

The list is taken away as soon as a page changes and written when all are done: a run that is cut
off leaves no list, and the next one makes all pages.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path


class Made:
    """Digests by page."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError):
            plain = json.loads(path.read_text(encoding="utf-8"))
            self._before = {str(name): str(digest) for name, digest in plain.items()}

    def stands(self, page: str, digest: str) -> bool:
        """Whether a page was made of the same; it is kept on the list then."""
        if self._before.get(page) != digest:
            return False
        self._now[page] = digest
        return True

    def begin(self) -> None:
        """Pages are about to change. Raises OSError."""
        self._path.unlink(missing_ok=True)

    def note(self, page: str, digest: str) -> None:
        """A page was made."""
        self._now[page] = digest

    def forget(self, page: str) -> None:
        """A page was not made after all."""
        self._now.pop(page, None)

    def save(self) -> None:
        """All pages are as the list says. A list that can't be written costs time, nothing else."""
        part = self._path.with_name(f"{self._path.name}.part")
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(self._now, file, ensure_ascii=True, indent=0)
            part.replace(self._path)
