"""How a hidden test goes through what a student's function gives to iterate over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def whole_pass(items: Any) -> Iterator[Any]:
    """``iter(items)`` for a test that looks at all of them: a student's come in few pulls.

    Each item is as it was when it was made. A test that does something between two items which the
    next one should see takes ``iter``.
    """
    # ``RemoteIterable``; nothing else that can come over the border has methods of its own.
    return items.at_once() if hasattr(items, "at_once") else iter(items)
