"""Messages of plain data between processes of ours: a tree of numbers, text, bytes, lists, dicts.

No tensors, and so no PyTorch: whoever only hands out work does without it.
"""

from __future__ import annotations

import socket
from collections.abc import Collection
from typing import Any

import msgpack

from grader.errors import WireError
from grader.wire.frames import Caps, receive_frame, send_frame
from grader.wire.messages import Kind


def send_plain(sock: socket.socket, kind: Kind, tree: Any) -> None:
    """Send one message. Raises EOFError where nobody listens any more."""
    send_frame(sock, kind, msgpack.packb(tree), [])


def receive_plain(sock: socket.socket, kinds: Collection[Kind], *, caps: Caps) -> tuple[Kind, Any]:
    """The next message; tuples come as lists.

    Raises:
        EOFError: the other end has hung up.
        WireError: what came is no such message.
    """
    frame = receive_frame(sock, set(kinds), caps=caps)
    try:
        return frame.kind, msgpack.unpackb(frame.header, strict_map_key=False)
    except (ValueError, msgpack.UnpackException) as error:
        raise WireError(f"a message that is none: {error}") from error
