"""Frames arrive whole or are refused."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from grader.errors import WireError
from grader.wire.frames import Caps, receive_frame, send_frame
from grader.wire.messages import Kind

SMALL = Caps(header=1000, body=1000)


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_a_frame_arrives_whole(pair: tuple[socket.socket, socket.socket]) -> None:
    """Kind, header and all buffers arrive, also when they are larger than the socket's buffer."""
    ours, theirs = pair
    buffers = [bytes([number % 256]) * 5000 for number in range(600)]
    sender = threading.Thread(target=send_frame, args=(ours, Kind.CALL, b"header", buffers))
    sender.start()
    frame = receive_frame(theirs, {Kind.CALL}, caps=Caps())
    sender.join()
    assert (frame.kind, frame.header) == (Kind.CALL, b"header")
    assert frame.body == b"".join(buffers)


class _WithoutVectors:
    """A socket as Windows has it."""

    def __init__(self, sock: socket.socket) -> None:
        self.send = sock.send


def test_a_frame_is_sent_where_a_socket_takes_one_buffer_at_a_time(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    """Windows has no sendmsg; empty buffers are no end."""
    ours, theirs = pair
    buffers = [b"", b"x" * 300_000, b"", b"y", b""]
    arguments = (_WithoutVectors(ours), Kind.CALL, b"header", buffers)
    sender = threading.Thread(target=send_frame, args=arguments)
    sender.start()
    frame = receive_frame(theirs, {Kind.CALL}, caps=Caps())
    sender.join()
    assert frame.body == b"".join(buffers)


@pytest.mark.parametrize(
    "head",
    [
        b"XXXX" + bytes(16),
        struct.pack("<4sBxxxIQ", b"GRD1", 200, 0, 0),
        struct.pack("<4sBxxxIQ", b"GRD1", Kind.CALL, 5000, 0),
        struct.pack("<4sBxxxIQ", b"GRD1", Kind.CALL, 0, 1 << 60),
    ],
    ids=["no magic", "unknown kind", "long header", "huge body"],
)
def test_a_bad_head_is_refused_before_anything_is_read(
    pair: tuple[socket.socket, socket.socket], head: bytes
) -> None:
    """A head that breaks the rules is a wire error; nothing is allocated for it."""
    ours, theirs = pair
    ours.sendall(head)
    with pytest.raises(WireError):
        receive_frame(theirs, {Kind.CALL}, caps=SMALL)


def test_a_peer_that_goes_away_in_the_middle_is_an_end(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    """Half a frame and then nothing is EOFError, not a hang and not a value."""
    ours, theirs = pair
    ours.sendall(struct.pack("<4sBxxxIQ", b"GRD1", Kind.CALL, 10, 0) + b"12345")
    ours.close()
    with pytest.raises(EOFError):
        receive_frame(theirs, {Kind.CALL}, caps=SMALL)


def test_in_turns_a_frame_is_whole_however_it_comes(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    """At once, in pieces of any size, or larger than what is read at once."""
    ours, theirs = pair
    for length in (0, 7, 300_000):
        body = bytes(range(256)) * (length // 256 + 1)
        whole = struct.pack("<4sBxxxIQ", b"GRD1", Kind.CALL, 6, length) + b"header" + body[:length]
        for size in (1, 19, 20, 23, 26, 29, len(whole)):
            pieces = [whole[:size], whole[size : size + 5], whole[size + 5 :]]
            sender = threading.Thread(target=lambda p=pieces: [ours.sendall(one) for one in p])
            sender.start()
            frame = receive_frame(theirs, {Kind.CALL}, caps=Caps(), in_turns=True)
            sender.join()
            assert (frame.header, bytes(frame.body)) == (b"header", body[:length])


def test_in_turns_nothing_may_follow_a_frame(pair: tuple[socket.socket, socket.socket]) -> None:
    """Whoever sends ahead breaks the rules."""
    ours, theirs = pair
    frame = struct.pack("<4sBxxxIQ", b"GRD1", Kind.CALL, 1, 2) + b"hbb"
    ours.sendall(frame + frame[:1])
    with pytest.raises(WireError, match="more than one frame"):
        receive_frame(theirs, {Kind.CALL}, caps=SMALL, in_turns=True)
