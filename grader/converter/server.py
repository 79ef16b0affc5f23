"""Serves one submission on one socket: a file in, its cells as HTML out.

READ brings a file's name (header) and bytes (body). DONE brings ``[cells, more]`` as msgpack: how
many cells were left out, and for each of the others ``[kind, source, html, outputs]``, with outputs
``[kind, content]`` as in ``stored``. Where there is no HTML ("") the source has to do. RAISED says
that the file can't be read.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from typing import Any

import msgpack

from grader.candidate.notebook import UnreadableError
from grader.converter.exporter import CellExporter
from grader.converter.stored import StoredCell, read_stored
from grader.wire.frames import Caps, receive_frame, send_frame
from grader.wire.messages import Kind

_CAPS = Caps(header=1 << 16, body=256 << 20)
_MAX_HTML = 2_000_000  # characters: no more would fit on the page
_BATCH = 50  # cells that are converted at a time


class Server:
    """Holds the exporter that a zygote has made, for all its children."""

    def __init__(self) -> None:
        self._exporter = CellExporter()

    def convert(self, file: str, data: bytes) -> bytes:
        """The answer for one file. Raises UnreadableError."""
        stored = read_stored(file, data)
        cells: list[list[Any]] = []
        room = _MAX_HTML
        for first in range(0, len(stored.cells), _BATCH):
            if room < 0:
                break
            batch = list(self._cells(stored.cells[first : first + _BATCH]))
            room -= sum(len(html) for _, _, html, _ in batch)
            cells += batch
        more = stored.more + len(stored.cells) - len(cells)
        answer: bytes = msgpack.packb([cells, more])
        return answer

    def _cells(self, cells: Sequence[StoredCell]) -> Iterator[list[Any]]:
        for cell, html in zip(cells, self._html(cells), strict=True):
            outputs = [[output.kind, output.content] for output in cell.outputs]
            yield [cell.kind, cell.source, html, outputs]

    def _html(self, cells: Sequence[StoredCell]) -> list[str]:
        """The HTML of each cell; "" for one that nbconvert can't take."""
        try:
            return self._exporter.cells(cells)
        except Exception:  # it can raise anything; the other cells are worth something
            if len(cells) == 1:
                return [""]
            return [html for cell in cells for html in self._html([cell])]

    def run(self, sock: socket.socket) -> None:
        """Serve until the other end hangs up, then end the process."""
        try:
            while True:
                self._answer(sock)
        except EOFError:
            pass
        finally:
            os._exit(0)

    def _answer(self, sock: socket.socket) -> None:
        frame = receive_frame(sock, {Kind.READ}, caps=_CAPS)
        try:
            answer = self.convert(frame.header.decode(), bytes(frame.body))
        except UnreadableError:
            send_frame(sock, Kind.RAISED, b"")
        else:
            send_frame(sock, Kind.DONE, answer)
