"""A listener for work that reports its progress: it says nothing."""

from __future__ import annotations


class Quiet:
    """Hears how long it takes."""

    def begin(self, title: str, total: int) -> None: ...

    def advance(self, steps: int = 1) -> None: ...
