"""What a confined process can still do: tried, not assumed.

Runs in a candidate's place, under a candidate's layers, with no student code near. Each attempt is
harmless where it succeeds. The launcher compares the answers with what the layers promise.
"""

from __future__ import annotations

import ctypes
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any


def attempt(targets: dict[str, Any]) -> dict[str, bool]:
    """Try each attack; True where it succeeded.

    Args:
        targets: ``secret``, a file that only we should read; ``folder``, one that only we should
            write to; ``port``, a listening TCP port of the loopback interface.
    """
    attempts: dict[str, Callable[[], object]] = {
        "read_secret": lambda: _read(targets["secret"]),
        "list_folder": lambda: list(Path(targets["folder"]).iterdir()),
        "write_file": lambda: _write(f"{targets['folder']}/probe"),
        "write_shared_memory": lambda: _write("/dev/shm/grader-probe"),
        "read_parent_memory": lambda: _read(f"/proc/{os.getppid()}/mem"),
        "start_process": _fork,
        "signal_parent": lambda: os.kill(os.getppid(), 0),
        "trace_parent": _trace,
        "open_connection": lambda: _connect(targets["port"]),
        "send_datagram": _send_datagram,
    }
    return {name: _succeeds(action) for name, action in attempts.items()}


def _succeeds(action: Callable[[], object]) -> bool:
    try:
        action()
    except Exception:  # refused, in whatever way
        return False
    return True


def _read(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.close(descriptor)


def _write(path: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    os.close(descriptor)
    Path(path).unlink()


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _trace() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    ptrace_seize = 0x4206
    if libc.ptrace(ptrace_seize, os.getppid(), 0, 0) == -1:
        raise OSError(ctypes.get_errno(), "ptrace")


def _connect(port: int) -> None:
    with socket.socket() as sock:
        sock.settimeout(1)
        sock.connect(("127.0.0.1", port))


def _send_datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"x", ("127.0.0.1", 9))
