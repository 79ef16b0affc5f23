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


class Server:
    """Holds the exporter that a zygote has made, for all its children."""

    def __init__(self) -> None:
        self._exporter = CellExporter()

    def convert(self, file: str, data: bytes) -> bytes:
        """The answer for one file. Raises UnreadableError."""
        stored = read_stored(file, data)
        return msgpack.packb([list(self._cells(stored.cells)), stored.more])  # type: ignore[no-any-return]

    def _cells(self, cells: Sequence[StoredCell]) -> Iterator[list[Any]]:
        try:
            pages = self._exporter.cells(cells)
        except Exception:  # nbconvert can raise anything; the text alone is worth something
            pages = [""] * len(cells)
        for cell, html in zip(cells, pages, strict=True):
            outputs = [[output.kind, output.content] for output in cell.outputs]
            yield [cell.kind, cell.source, html, outputs]

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
