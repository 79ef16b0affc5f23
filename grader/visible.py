"""Text that may come from students, made harmless wherever it is shown: terminal, pages, logs."""

from __future__ import annotations

import unicodedata

# Controls, formats (bidi marks among them), surrogates, line and paragraph separators.
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(value: str) -> str:
    """``value`` with all that steers a terminal or the direction of writing replaced by �.

    Line breaks stay, tabs become four spaces.
    """
    if value.isascii() and value.isprintable():
        return value
    return "".join(
        letter if letter == "\n" or unicodedata.category(letter) not in _HIDDEN_CATEGORIES else "�"
        for letter in value.replace("\t", "    ")
    )
