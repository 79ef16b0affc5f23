"""The process of a candidate without isolation: connects to its owner and serves it.

Run as ``python -m grader.sandbox.lone_candidate PORT``, with the token that it shows its owner as
its standard input (``grader.sandbox.lone``). Nothing here is Linux's alone.
"""

from __future__ import annotations

import socket
import sys

import torch

from grader.candidate import server, stand_ins


def main() -> None:
    token = sys.stdin.buffer.read()
    stand_ins.load_data_without_workers()
    torch.set_num_threads(1)
    sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    sock.settimeout(None)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.sendall(token)
    server.run(sock)


if __name__ == "__main__":
    main()
