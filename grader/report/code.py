"""A student's code on a page: highlighted, with marks at the lines that something is said of.

The code is hostile text. It is cut before Pygments sees it, and Pygments' own escaping is what
makes it markup; nothing of it is parsed.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from grader.outcome import Cell, Frame
from grader.visible import visible

_MAX_WIDTH = 300
_LEXER = PythonLexer(stripnl=False, ensurenl=True)
# Short class names of our own style sheet; what it does not know stays in the colour of the text.
_FORMATTER = HtmlFormatter(nowrap=True, classprefix="c-")


@dataclass(frozen=True)
class CodeLine:
    """A line of the student's code; ``markup`` is highlighted and safe to put into a page."""

    number: int
    markup: Markup
    concerned: bool


@dataclass(frozen=True)
class Excerpt:
    """Lines of one cell, as handed in: what ``frame`` points at, with what stands around it."""

    frame: Frame
    lines: tuple[CodeLine, ...]


def excerpt(
    frame: Frame, source: str, *, first: int, last: int, concerned: Collection[int] = ()
) -> Excerpt:
    """Lines ``first`` to ``last`` of a cell, counted from 1, those ``concerned`` marked."""
    lines = source.splitlines()[first - 1 : last]
    marked = [
        CodeLine(number, markup, number in concerned)
        for number, markup in enumerate(_highlighted(tuple(lines)), start=first)
    ]
    return Excerpt(frame, tuple(marked))


def around(frame: Frame, cells: Sequence[Cell], *, more: int) -> Excerpt:
    """A frame's line with ``more`` lines on each side; the line alone where the cell lacks it."""
    source = next((cell.source for cell in cells if cell.number == frame.cell), "")
    if frame.line > len(source.splitlines()):
        lines = CodeLine(frame.line, _highlighted((frame.source,))[0], True)
        return Excerpt(frame, (lines,))
    first, last = max(1, frame.line - more), frame.line + more
    return excerpt(frame, source, first=first, last=last, concerned={frame.line})


@functools.lru_cache(maxsize=64)  # the student's page and the instructors' show the same
def _highlighted(lines: tuple[str, ...]) -> tuple[Markup, ...]:
    """Each line as markup of its own, however the tokens run over the ends of lines."""
    plain = [visible(line)[:_MAX_WIDTH] for line in lines]
    marked = highlight("\n".join(plain), _LEXER, _FORMATTER).split("\n")
    return tuple(Markup(line) for line in marked[: len(plain)])  # Pygments escapes
