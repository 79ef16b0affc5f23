"""A candidate without any isolation, on every system that Python and PyTorch run on.

For ``grader check`` where there is no sandbox: it is the student's own code on the student's own
machine. Each candidate is a fresh process, started like any program; there is no zygote, no fork
and nothing that only Linux has. It looks to its owner like one that a zygote has spawned.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from grader.errors import SandboxError
from grader.outcome import Outcome, text
from grader.sandbox import faults
from grader.sandbox.faults import CandidateFault, Ending
from grader.sandbox.launcher import CandidateLimits, ask_candidate
from grader.wire.frames import Buffer, Caps, Frame
from grader.wire.messages import Kind

MODULE = "grader.sandbox.lone_candidate"
_START_SECONDS = 180.0  # importing torch for the first time, with a virus scanner looking on
_SLICE_SECONDS = 0.25
_GRACE_SECONDS = 2.0
_TOKEN_BYTES = 32


class LoneStarter:
    """Starts candidates as plain processes; in the place of a zygote."""

    def spawn(self, limits: CandidateLimits) -> LoneProcess:
        """Start one. Of the limits only time and output are kept.

        Raises:
            SandboxError: it can't be started.
        """
        return LoneProcess(limits)

    def close(self) -> None:
        """Nothing is held."""


class LoneProcess:
    """One candidate as a process of its own: its wire, its output and its clock.

    What a process computes can't be asked on every system, so ``cpu_seconds`` goes by the clock.
    """

    def __init__(self, limits: CandidateLimits) -> None:
        self._limits = limits
        self._ending: Ending | None = None
        self._seen = 0
        self._printed = b""
        with contextlib.ExitStack() as stack:
            # Windows can't take away a file that a process has not quite let go of.
            folder = tempfile.TemporaryDirectory(prefix="grader-", ignore_cleanup_errors=True)
            self._folder = Path(stack.enter_context(folder))
            self._output = self._folder / "output"
            listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            token = secrets.token_hex(_TOKEN_BYTES // 2).encode()
            self._process = self._start(listening.getsockname()[1], token)
            stack.callback(self._kill)
            self._sock = self._accept(listening, token)
            self._stack = stack.pop_all()
        self._sock.setblocking(False)
        self.begin()

    def _start(self, port: int, token: bytes) -> subprocess.Popen[bytes]:
        alone = "-I" if sys.flags.isolated else "-P"  # -I would miss what pip install --user put
        with self._output.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, alone, "-m", MODULE, str(port)],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            )
        assert process.stdin is not None
        with contextlib.suppress(OSError), process.stdin:  # it may be dead already
            process.stdin.write(token)
        return process

    def _accept(self, listening: socket.socket, token: bytes) -> socket.socket:
        """The connection of our own process: of all on this machine it knows the token."""
        deadline = time.monotonic() + _START_SECONDS
        listening.settimeout(_SLICE_SECONDS)
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                sock, _ = listening.accept()
            except TimeoutError:
                continue
            sock.settimeout(_GRACE_SECONDS)
            with contextlib.suppress(OSError):
                if hmac.compare_digest(_exactly(sock, len(token)), token):
                    return sock
            sock.close()
        raise SandboxError(
            "the process for your program did not start",
            hint=self.take_output()[-2000:].strip()
            or "Is PyTorch installed here, and does it run?",
        )

    def begin(self) -> None:
        """Start the clock and forget the output: a new test begins."""
        self._began = time.monotonic()
        self._seen = self._size()

    def exchange(self, kind: Kind, header: bytes, buffers: Sequence[Buffer], caps: Caps) -> Frame:
        """Send one request and wait for its reply.

        Raises:
            CandidateFault: time, output or the process itself came to an end.
        """
        frame = ask_candidate(
            self._sock, kind, header, buffers, caps, self._wait, self.end, self._limits
        )
        self._check_output()
        return frame

    def _wait(self, writing: bool) -> None:
        while True:
            reading, ready = ([], [self._sock]) if writing else ([self._sock], [])
            reading, ready, _ = select.select(reading, ready, [], _SLICE_SECONDS)
            if time.monotonic() - self._began >= self._limits.cpu_seconds:
                raise _out_of_time(self._limits.cpu_seconds)
            self._check_output()
            if reading or ready:
                return

    def _check_output(self) -> None:
        if self._size() - self._seen > self._limits.output_bytes:
            raise faults.too_much_output(self._limits.output_bytes)

    def _size(self) -> int:
        return self._output.stat().st_size

    def cpu_seconds(self) -> float:
        """Not known here."""
        return 0.0

    def take_output(self) -> str:
        """What was printed since ``begin``, as text."""
        if self._ending is None:
            with self._output.open("rb") as file:
                file.seek(self._seen)
                self._printed = file.read(self._limits.output_bytes)
        return self._printed.decode("utf-8", "replace")

    def end(self) -> Ending:
        """Kill it unless it has ended by itself, and say how it ended. Safe to call twice."""
        if self._ending is None:
            grace = _GRACE_SECONDS if self._hung_up() else 0.0
            try:
                self._process.wait(grace)
                killed = False
            except subprocess.TimeoutExpired:
                killed = True
                self._kill()
            self.take_output()  # its file goes with the folder
            code = self._process.returncode
            self._ending = Ending(
                signal=-code if code < 0 else None,
                exit=code if code >= 0 else None,
                killed=killed,
                cpu_seconds=0.0,
                peak_kb=0,
            )
            self._sock.close()
            self._stack.close()
        return self._ending

    def _kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def _hung_up(self) -> bool:
        """Whether the other end is closed: then the process is about to end by itself."""
        try:
            return self._sock.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True


def _exactly(sock: socket.socket, count: int) -> bytes:
    """So many bytes, or fewer where there are no more."""
    data = b""
    while len(data) < count and (more := sock.recv(count - len(data))):
        data += more
    return data


def _out_of_time(seconds: float) -> CandidateFault:
    return CandidateFault(
        Outcome.TIMED_OUT,
        text(
            "The program was stopped after {seconds} seconds, the limit here. Is there a loop that "
            "never ends, or does it wait for something?",
            seconds=round(seconds, 1),
        ),
    )
