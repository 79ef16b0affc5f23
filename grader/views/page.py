"""One submission's notebooks as a page: a section for each file, cell by cell as handed in."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from grader.course import Assignment
from grader.outcome import Text, text
from grader.report.pages import render
from grader.report.translations import Translator
from grader.views.cleaning import cleaned
from grader.views.conversion import ConvertedFile

MAX_PAGE = 2_000_000  # characters
_MAX_INPUT = 4_000_000  # characters of HTML that are cleaned for one page
_FRAME = 400  # what the page adds to each cell, roughly

NOT_MADE = text("The view of this submission could not be made. That is our fault, not yours.")
INTERRUPTED = text("The run was interrupted before this view was made.")
CHANGED = text("The files have changed since they were graded; they are not shown.")
_PROBLEMS = {
    "unreadable": text("This file is no notebook that can be read, so it is not shown."),
    "failed": text("This file could not be shown: it takes too long, or too much memory."),
    "no room": text("This file is not shown: the page would be too large."),
}


@dataclass(frozen=True)
class OutputView:
    """What the notebook stored below a cell: "text", "picture" (a data: URL) or "other"."""

    kind: str
    content: str


@dataclass(frozen=True)
class CellView:
    """One cell. ``html`` is clean; where it is None the source is shown. ``number`` counts all."""

    number: int
    kind: str
    source: str
    html: Markup | None
    outputs: tuple[OutputView, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it may have to be scrolled sideways."""
        return self.html is not None and self.kind == "markdown" and "<table" in self.html

    @property
    def size(self) -> int:
        """Its share of the page, in characters."""
        body = self.source if self.html is None else self.html
        return _FRAME + len(body) + sum(_FRAME + len(output.content) for output in self.outputs)


@dataclass(frozen=True)
class FileView:
    """One file; ``more`` is how many of its cells are left out."""

    name: str
    cells: tuple[CellView, ...]
    more: int
    problem: Text | None


class _Room:
    """What is left of the page."""

    def __init__(self) -> None:
        self._page = MAX_PAGE
        self._input = _MAX_INPUT

    @property
    def is_used_up(self) -> bool:
        return self._page <= 0 or self._input <= 0

    def file(self, file: ConvertedFile) -> FileView:
        """A file's first cells, as many as there is room for."""
        cells: list[CellView] = []
        for number, given in enumerate(file.cells, start=1):
            self._input -= len(given[2])
            if self.is_used_up:
                break
            cell = _cell(number, given)
            self._page -= cell.size
            if self._page < 0:
                break
            cells.append(cell)
        more = file.more + len(file.cells) - len(cells)
        problem = file.problem or ("no room" if more and not cells else "")
        return FileView(file.name, tuple(cells), more, _PROBLEMS.get(problem))


def _cell(number: int, given: Any) -> CellView:
    kind, source, html, outputs = given
    clean = cleaned(html) if html else None
    return CellView(number, kind, source, clean, tuple(_output(*output) for output in outputs))


def _output(kind: str, content: str | bytes) -> OutputView:
    if kind == "picture" and isinstance(content, bytes):
        encoded = base64.b64encode(content).decode()
        return OutputView("picture", f"data:image/png;base64,{encoded}")
    return OutputView("other" if kind == "picture" else kind, str(content))


def notebooks_page(
    assignment: Assignment,
    student: str,
    translator: Translator,
    *,
    files: Sequence[ConvertedFile] = (),
    back: str,
    problem: Text | None = None,
) -> str:
    """The page as HTML.

    Args:
        assignment: for its title.
        student: whose notebooks they are.
        translator: speaks the page's language.
        files: the notebooks, converted.
        back: the name of the student's feedback page.
        problem: why there are none; None where there are.
    """
    room = _Room()
    return render(
        "notebooks.html",
        translator,
        styles=("notebook.css",),
        assignment=assignment,
        student=student,
        files=[room.file(file) for file in files],
        back=f"../{back}",
        problem=problem,
    )
