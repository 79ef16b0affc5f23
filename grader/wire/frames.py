"""Frames on a stream socket: magic, kind, header length, body length; header; raw tensor bytes.

A frame that breaks the rules raises ``WireError``; a peer that is gone raises ``EOFError``. Time is
not this module's business: a non-blocking socket's owner hands in ``wait``, which returns when the
socket is ready and raises when there is no time left.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from grader.errors import WireError
from grader.wire.messages import Kind

_HEAD = struct.Struct("<4sBxxxIQ")
_MAGIC = b"GRD1"
_MAX_VECTORS = 512
_AT_ONCE = 1 << 16

Buffer: TypeAlias = bytes | bytearray | memoryview
Wait: TypeAlias = Callable[[bool], None]


@dataclass(frozen=True)
class Caps:
    """The largest frame that is accepted, in bytes."""

    header: int = 8 << 20
    body: int = 96 << 20


class Frame(NamedTuple):
    """One received frame; ``body`` is owned by the receiver and may be written to."""

    kind: Kind
    header: bytes
    body: bytearray


def wait_for_nothing(writing: bool) -> None:
    """The ``wait`` of a blocking socket, which waits by itself."""


def send_frame(
    sock: socket.socket,
    kind: Kind,
    header: bytes,
    buffers: Sequence[Buffer] = (),
    *,
    wait: Wait = wait_for_nothing,
) -> None:
    """Send one frame.

    Raises:
        EOFError: the peer is gone.
    """
    length = sum(memoryview(buffer).nbytes for buffer in buffers)
    pending: list[Buffer] = [_HEAD.pack(_MAGIC, kind, len(header), length) + header, *buffers]
    left = len(pending[0]) + length
    try:
        while True:
            try:
                sent = _send(sock, pending)
            except BlockingIOError:
                wait(True)
                continue
            left -= sent
            if not left:
                return
            pending = _rest(pending, sent)
    except (BrokenPipeError, ConnectionError) as error:
        raise EOFError("the peer is gone") from error


def _send(sock: socket.socket, pending: Sequence[Buffer]) -> int:
    if hasattr(sock, "sendmsg"):
        return sock.sendmsg(pending[:_MAX_VECTORS])
    return sock.send(pending[0])  # Windows


def _rest(pending: list[Buffer], sent: int) -> list[Buffer]:
    for position, buffer in enumerate(pending):
        view = memoryview(buffer)
        if sent < view.nbytes:
            return [view.cast("B")[sent:], *pending[position + 1 :]]
        sent -= view.nbytes
    return []


def receive_frame(
    sock: socket.socket,
    allowed: Collection[Kind],
    *,
    caps: Caps,
    wait: Wait = wait_for_nothing,
    in_turns: bool = False,
) -> Frame:
    """Receive one frame of an allowed kind.

    Args:
        sock: the socket.
        allowed: the kinds.
        caps: how large it may be.
        wait: waits where the socket does not.
        in_turns: nothing follows a frame before it has been answered, so that a small one can be
            read at once. What comes with it all the same breaks the rules; what comes later is
            taken for the next frame.

    Raises:
        WireError: it is too large, of another kind, or no frame at all.
        EOFError: the peer is gone.
    """
    come = _some(sock, _AT_ONCE if in_turns else _HEAD.size, wait)
    if len(come) < _HEAD.size:
        come += _exactly(sock, _HEAD.size - len(come), wait)
    magic, kind, header_length, body_length = _HEAD.unpack_from(come)
    if magic != _MAGIC:
        raise WireError("not a frame")
    if kind not in allowed:
        raise WireError(f"a frame of kind {kind} is not expected here")
    if header_length > caps.header or body_length > caps.body:
        raise WireError(f"a frame of {header_length} + {body_length} bytes is too large")
    end = _HEAD.size + header_length
    if len(come) > end + body_length:
        raise WireError("more than one frame at a time")
    if len(come) < end:
        come += _exactly(sock, end - len(come), wait)
    body = bytearray(come[end:])
    if len(body) < body_length:
        body = _exactly(sock, body_length, wait, body)
    return Frame(Kind(kind), come[_HEAD.size : end], body)


def _some(sock: socket.socket, most: int, wait: Wait) -> bytes:
    """What there is, at least one byte."""
    while True:
        try:
            come = sock.recv(most)
        except BlockingIOError:
            wait(False)
            continue
        except ConnectionError as error:
            raise EOFError("the peer is gone") from error
        if not come:
            raise EOFError("the peer closed the connection")
        return come


def _exactly(
    sock: socket.socket, count: int, wait: Wait, begun: bytes | bytearray = b""
) -> bytearray:
    """So many bytes, of which those in ``begun`` have come already."""
    # Grown as bytes arrive, so that a header that promises much does not cost us memory.
    data = bytearray(min(count, max(1 << 20, len(begun))))
    data[: len(begun)] = begun
    view, got = memoryview(data), len(begun)
    while got < count:
        if got == len(data):
            view.release()
            data.extend(bytes(min(count - got, len(data))))
            view = memoryview(data)
        try:
            read = sock.recv_into(view[got:])
        except BlockingIOError:
            wait(False)
            continue
        except ConnectionError as error:
            raise EOFError("the peer is gone") from error
        if read == 0:
            raise EOFError("the peer closed the connection")
        got += read
    view.release()
    return data
