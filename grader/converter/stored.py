"""A handed-in file's bytes to plain cells: only what the page shows of a notebook.

Metadata, widgets' states, tags, MIME types of raw cells and all rich outputs stay behind here, so
that none of it can steer nbconvert.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbconvert.filters import strip_ansi

from grader.candidate.notebook import parse_document, read_text

MAX_SOURCE = 100_000  # characters of one cell
MAX_SOURCES = 500_000  # characters of one file: what is more would not fit on the page
MAX_CELLS = 2000
_MAX_TEXT = 4000  # characters of one cell's stored text
_MAX_OUTPUTS = 50
_MAX_PICTURE = 300_000  # bytes
_MAX_MIME = 60
_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_CUT = "\n…"


@dataclass(frozen=True)
class Output:
    """What a notebook stored below a cell.

    ``kind`` is "text", "picture" (a PNG's bytes), or "other" (the MIME type of what is not shown).
    """

    kind: str
    content: str | bytes


@dataclass(frozen=True)
class StoredCell:
    """One cell: "code", "markdown" or "raw"; ``attachments`` are by name, then MIME type."""

    kind: str
    source: str
    attachments: dict[str, dict[str, str]]
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True)
class StoredFile:
    """A file's first cells, and how many more there are."""

    cells: tuple[StoredCell, ...]
    more: int = 0


def read_stored(file: str, data: bytes) -> StoredFile:
    """Read a notebook of any version, or a ``.py`` file as one cell.

    Raises:
        UnreadableError: it can't be read.
    """
    content = read_text(file, data)
    if file.lower().endswith(".py"):
        return StoredFile((StoredCell("code", _cut(_clean(content), MAX_SOURCE), {}),))
    listed = parse_document(file, content).get("cells")
    cells = listed if isinstance(listed, list) else []
    shown = tuple(_first(cells))
    return StoredFile(shown, len(cells) - len(shown))


def _first(cells: list[Any]) -> Iterator[StoredCell]:
    room = MAX_SOURCES
    for cell in cells[:MAX_CELLS]:
        stored = _cell(cell if isinstance(cell, dict) else {})
        room -= len(stored.source)
        if room < 0:
            return
        yield stored


def _cell(cell: dict[str, Any]) -> StoredCell:
    kind = cell.get("cell_type")
    outputs = cell.get("outputs")
    is_code = kind == "code"
    return StoredCell(
        kind if kind in ("code", "markdown") else "raw",
        _cut(_text(cell.get("source")), MAX_SOURCE),
        _attachments(cell.get("attachments")),
        _outputs(outputs) if is_code and isinstance(outputs, list) else (),
    )


def _clean(text: str) -> str:
    """Without lone surrogates, which can't be sent."""
    return text.encode("utf-8", "replace").decode()


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + _CUT


def _text(value: Any) -> str:
    """nbformat's text: a string, or a list of its lines."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return _clean(value) if isinstance(value, str) else ""


def _attachments(value: Any) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict):
        return {}
    found = {}
    for name, bundle in value.items():
        pictures = bundle if isinstance(bundle, dict) else {}
        known = {mime: _text(pictures[mime]) for mime in _PICTURES if mime in pictures}
        if known:
            found[_clean(name)] = known
    return found


def _outputs(outputs: list[Any]) -> tuple[Output, ...]:
    """Texts that follow each other become one; together they are no longer than the limit."""
    found: list[Output] = []
    room = _MAX_TEXT
    for output in outputs[:_MAX_OUTPUTS]:
        one = _output(output if isinstance(output, dict) else {})
        if isinstance(one.content, bytes) or one.kind == "other":
            found.append(one)
            continue
        text = _cut(one.content, room)
        if found and found[-1].kind == "text":
            found[-1] = Output("text", f"{found[-1].content!s}{text}")
        elif text:
            found.append(Output("text", text))
        room -= len(one.content)
        if room < 0:
            return tuple(found)
    return tuple(found)


def _output(output: dict[str, Any]) -> Output:
    kind = output.get("output_type")
    if kind == "stream":
        return _plain(_text(output.get("text")))
    if kind == "error":
        return _plain(_traceback(output))
    data = output.get("data")
    bundle = data if isinstance(data, dict) else {}
    picture = _png(_text(bundle.get("image/png")))
    if picture is not None:
        return Output("picture", picture)
    if "text/plain" in bundle:
        return _plain(_text(bundle["text/plain"]))
    return Output("other", _clean(next(iter(bundle), "?"))[:_MAX_MIME])


def _traceback(output: dict[str, Any]) -> str:
    lines = output.get("traceback")
    if isinstance(lines, list) and lines:
        return "\n".join(line for line in map(_text, lines))
    return f"{_text(output.get('ename'))}: {_text(output.get('evalue'))}"


def _plain(text: str) -> Output:
    # Cut before colours are taken out: an output may be megabytes.
    return Output("text", strip_ansi(text[: _MAX_TEXT * 4]))


def _png(encoded: str) -> bytes | None:
    if not encoded or len(encoded) > _MAX_PICTURE * 3 // 2:
        return None
    try:
        data = base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return None
    return data if data.startswith(_PNG) and len(data) <= _MAX_PICTURE else None
