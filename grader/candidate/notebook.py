"""A handed-in file's bytes to cells: notebooks of every nbformat version, and ``.py`` files.

Reading is all that happens here; which code is needed is decided in ``extract``. What can't be
read raises ``UnreadableError`` with a note's code and values (``grader.exam.notes`` has the words).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MAX_CELLS = 5000
MAX_SOURCE = 4 << 20


class UnreadableError(Exception):
    """The file is no notebook that can be read; ``code`` and ``values`` make the note."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class NotebookCell:
    """One cell; ``number`` counts all cells from 1, ``kind`` is "code" or "markdown"."""

    number: int
    kind: str
    source: str


@dataclass(frozen=True)
class Notebook:
    """A handed-in file as cells.

    ``exercise`` is what the stub's metadata says it is for, ``language`` what its prose is in.
    """

    file: str
    cells: tuple[NotebookCell, ...]
    exercise: str | None = None
    language: str | None = None


def read_notebook(file: str, data: bytes) -> Notebook:
    """Read a ``.ipynb`` file, or a ``.py`` file as a notebook of one cell.

    Raises:
        UnreadableError: it can't be read, with the reason as a note.
    """
    content = read_text(file, data)
    if file.lower().endswith(".py"):
        return Notebook(file, (NotebookCell(1, "code", content),))
    document = parse_document(file, content)
    cells = _cells(file, document)
    metadata = document.get("metadata")
    mark = metadata.get("grader") if isinstance(metadata, dict) else None
    told = mark if isinstance(mark, dict) else {}
    return Notebook(file, cells, _text(told.get("exercise")), _text(told.get("language")))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def read_text(file: str, data: bytes) -> str:
    """A file's text. Raises UnreadableError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("not_utf8", file=file, byte=error.start) from error


def parse_document(file: str, content: str) -> dict[str, Any]:
    """A notebook's JSON, in the form of nbformat 4; nothing inside of it is checked.

    Raises:
        UnreadableError: it is none.
    """
    try:
        document = json.loads(content)
    except RecursionError as error:
        raise UnreadableError("nested_too_deeply", file=file) from error
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise UnreadableError("not_json", file=file, line=line) from error
    if not isinstance(document, dict) or not ("cells" in document or "worksheets" in document):
        raise UnreadableError("no_notebook", file=file)
    version = document.get("nbformat", 4)
    if isinstance(version, int) and version >= 4:
        return document
    return _upgraded(file, content)


def _upgraded(file: str, content: str) -> dict[str, Any]:
    import nbformat

    try:
        upgraded: dict[str, Any] = nbformat.convert(nbformat.reader.reads(content), 4)
    except Exception as error:  # nbformat raises anything at all for damaged old notebooks
        raise UnreadableError("old_format", file=file) from error
    return upgraded


def _cells(file: str, document: dict[str, Any]) -> tuple[NotebookCell, ...]:
    listed = document.get("cells")
    if not isinstance(listed, list):
        raise UnreadableError("no_notebook", file=file)
    if len(listed) > MAX_CELLS:
        raise UnreadableError("too_many_cells", file=file, cells=len(listed))
    cells = tuple(_cell(number, cell) for number, cell in enumerate(listed, start=1))
    if sum(len(cell.source) for cell in cells) > MAX_SOURCE:
        raise UnreadableError("too_much_code", file=file)
    return cells


def _cell(number: int, cell: object) -> NotebookCell:
    if not isinstance(cell, dict):
        return NotebookCell(number, "markdown", "")
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    kind = "code" if cell.get("cell_type") == "code" else "markdown"
    return NotebookCell(number, kind, source if isinstance(source, str) else "")
