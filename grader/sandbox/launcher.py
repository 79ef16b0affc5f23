"""The trusted end: starts a zygote, has it spawn candidates, and keeps their time and output.

What is said over the wire is not this module's business (``grader.exam.candidate``), only that
frames come and go within the limits.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from grader.errors import SandboxError, WireError
from grader.sandbox import faults
from grader.sandbox.faults import Ending
from grader.sandbox.provider import Provider
from grader.wire.frames import Buffer, Caps, Frame, Wait, receive_frame, send_frame
from grader.wire.messages import REPLIES, Kind

CANDIDATES = "grader.sandbox.zygote"
CONVERTERS = "grader.sandbox.converter_zygote"
_START_SECONDS = 120.0
_SLICE_SECONDS = 0.25
_GRACE_SECONDS = 0.5
# Who waits so much longer than a slice was not running: by Ctrl-Z, or on a machine that slept.
_PAUSE_SECONDS = 1.0
_DEATH_SECONDS = 1.0
_MAX_RECEIVED = 1 << 29
# Whoever has started so many candidates will start more: what makes that cheaper pays.
_MANY = 16
# Looked at with the clock: the kernel counts threads for a whole user, and not at all for root.
_MAX_THREADS = 128
# A test that waited for a core for this part of its time may have failed through our machine.
_STARVED_SHARE = 0.25
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True)
class CandidateLimits:
    """What a candidate may use: seconds per test, CPU seconds in its life, bytes."""

    cpu_seconds: float
    wall_seconds: float
    life_cpu_seconds: float
    memory_bytes: int
    output_bytes: int

    def plain(self) -> dict[str, int]:
        """What the kernel enforces, for the zygote."""
        return {
            "cpu_seconds": max(1, int(self.life_cpu_seconds + 1)),
            "memory_bytes": self.memory_bytes,
        }


class Candidate(Protocol):
    """A candidate's process, however it is confined; ``CandidateProcess`` says what each does."""

    def begin(self) -> None: ...
    def exchange(
        self, kind: Kind, header: bytes, buffers: Sequence[Buffer], caps: Caps
    ) -> Frame: ...
    def cpu_seconds(self) -> float: ...
    def take_output(self) -> str: ...
    def end(self) -> Ending: ...


class Starter(Protocol):
    """What candidates come from: a ``Zygote``, or where there is none ``grader.sandbox.lone``."""

    def spawn(self, limits: CandidateLimits) -> Candidate: ...


class Zygote:
    """A running zygote. Start it from the main thread: it dies with the thread that made it.

    Args:
        provider: which layers its children put on.
        devices: which devices they use.
        module: which zygote: of ``CANDIDATES`` or of ``CONVERTERS``.

    Raises:
        SandboxError: it could not be started.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        devices: Sequence[str] = ("cpu",),
        module: str = CANDIDATES,
    ) -> None:
        self.provider = provider
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        options = {"layers": provider.layers, "uid": provider.uid, "devices": list(devices)}
        options["landlock_abi"] = provider.landlock_abi
        command = [*provider.prefix, sys.executable, "-I", "-m", module]
        # The log outlives this constructor: it is read when the zygote fails.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), json.dumps(options)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._log,
                env=_ENVIRONMENT,
                cwd="/",
            )
        self._control = ours
        self._spawned = 0
        self._control.settimeout(_START_SECONDS)
        self._await_ready()

    def _await_ready(self) -> None:
        answer = self._answer()
        if answer.get("threads") != 1:
            self.close()
            raise SandboxError(f"the zygote runs {answer.get('threads')} threads instead of one")

    def _answer(self) -> dict[str, Any]:
        try:
            data, handles, _, _ = socket.recv_fds(self._control, 1 << 16, 1)
        except OSError as error:
            data, handles = b"", []
            reason = str(error)
        else:
            reason = "it ended"
        if not data:
            with contextlib.suppress(subprocess.TimeoutExpired):
                if self._process.wait(_DEATH_SECONDS) == -signal.SIGKILL:
                    reason = "it was killed from outside, most likely since memory ran out"
            log = self._last_words()
            self.close()
            raise SandboxError(
                f"the sandbox's zygote gave no answer ({reason})",
                hint=log or "Run grader doctor to see what works here.",
            )
        answer: dict[str, Any] = json.loads(data)
        if handles:
            answer["handles"] = handles
        return answer

    def _last_words(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].decode("utf-8", "replace").strip()

    def ask(self, order: str, descriptors: Sequence[int] = (), **details: Any) -> dict[str, Any]:
        """Give an order and wait for the answer. Raises SandboxError when the zygote is gone."""
        message = json.dumps({"order": order, **details}).encode()
        # No alarm between question and answer: every later answer would be to the one before.
        former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        try:
            socket.send_fds(self._control, [message], list(descriptors))
            return self._answer()
        except OSError as error:
            raise SandboxError(f"the sandbox's zygote is gone ({error})") from error
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, former)

    def spawn(
        self, limits: CandidateLimits, *, probe: dict[str, Any] | None = None
    ) -> CandidateProcess:
        """Fork a confined candidate."""
        self._spawned += 1
        if self._spawned == _MANY:
            self.ask("settle")
        ours, theirs = socket.socketpair()
        read_end, write_end = os.pipe()
        try:
            answer = self.ask(
                "spawn", [theirs.fileno(), write_end], limits=limits.plain(), probe=probe
            )
        except SandboxError:
            ours.close()
            os.close(read_end)
            raise
        finally:
            theirs.close()
            os.close(write_end)
        if answer["pid"] is None:
            ours.close()
            os.close(read_end)
            raise SandboxError(
                f"no process can be started for a submission ({answer['reason']})",
                hint="Allow more processes: ulimit -u, --pids-limit where a container is run.",
            )
        here = _pid_here(answer.get("handles", []))
        return CandidateProcess(self, answer["pid"], here, ours, read_end, limits)

    def close(self) -> None:
        """End the zygote and all candidates that are left."""
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def _pid_here(handles: Sequence[int]) -> int | None:
    """By what number this process knows one that it got a handle of; None where it does not."""
    for handle in handles:
        try:
            lines = Path(f"/proc/self/fdinfo/{handle}").read_text().splitlines()
        except OSError:
            lines = []
        finally:
            os.close(handle)
        for line in lines:
            name, _, number = line.partition(":")
            if name == "Pid" and int(number) > 0:
                return int(number)
    return None


def ask_candidate(
    sock: socket.socket,
    kind: Kind,
    header: bytes,
    buffers: Sequence[Buffer],
    caps: Caps,
    wait: Wait,
    end: Callable[[], Ending],
    limits: CandidateLimits,
) -> Frame:
    """Send a candidate one request and receive its reply.

    Args:
        sock: its wire.
        kind: of the request; ``header`` and ``buffers`` are its content.
        header: see ``kind``.
        buffers: see ``kind``.
        caps: how large the reply may be.
        wait: waits for the wire, and looks after limits meanwhile.
        end: ends the candidate and says how it ended.
        limits: what it may use.

    Raises:
        CandidateFault: it has ended, or broke the wire's rules, or what ``wait`` raises.
    """
    try:
        send_frame(sock, kind, header, buffers, wait=wait)
        wait(False)
        return receive_frame(sock, REPLIES, caps=caps, wait=wait, in_turns=True)
    except EOFError:
        raise faults.ended(
            end(), cpu_limit=limits.life_cpu_seconds, memory_limit=limits.memory_bytes
        ) from None
    except WireError as error:
        raise faults.broken_wire(str(error)) from None


class CandidateProcess:
    """One candidate: its wire, its output and its clock."""

    def __init__(
        self,
        zygote: Zygote,
        pid: int,
        pid_here: int | None,
        sock: socket.socket,
        output: int,
        limits: CandidateLimits,
    ) -> None:
        self._zygote = zygote
        self._pid = pid
        self._pid_here = pid_here
        self._sock = sock
        self._wire = sock.fileno()
        self._output = output
        self._limits = limits
        self._printed = bytearray()
        self._first_look: tuple[float, float] | None = None
        self._ending: Ending | None = None
        sock.setblocking(False)
        os.set_blocking(output, False)
        self._poll = select.poll()
        self._waits_for = select.POLLIN
        self._poll.register(sock, self._waits_for)
        self._poll.register(output, select.POLLIN)
        self.begin()

    def begin(self) -> None:
        """Start the clock and forget the output: a new test begins."""
        self._began = time.monotonic()
        self._first_look = None
        self._looked = self._began
        self._received = 0
        self._printed.clear()

    def exchange(self, kind: Kind, header: bytes, buffers: Sequence[Buffer], caps: Caps) -> Frame:
        """Send one request and wait for its reply.

        Raises:
            CandidateFault: time, output or the process itself came to an end.
        """
        frame = ask_candidate(
            self._sock, kind, header, buffers, caps, self._wait, self.end, self._limits
        )
        self._received += len(frame.header) + len(frame.body)
        if self._received > _MAX_RECEIVED:
            raise faults.broken_wire(f"more than {_MAX_RECEIVED >> 20} MB in one test")
        return frame

    def _wait(self, writing: bool) -> None:
        """Wait for the wire. What was printed before it was ready has been taken then."""
        event = select.POLLOUT if writing else select.POLLIN
        if event != self._waits_for:
            self._poll.modify(self._sock, event)
            self._waits_for = event
        began = time.monotonic()
        while True:
            ready = [descriptor for descriptor, _ in self._poll.poll(_SLICE_SECONDS * 1000)]
            now = time.monotonic()
            if now - began > _SLICE_SECONDS + _PAUSE_SECONDS:
                self._began += now - began - _SLICE_SECONDS
            if now - self._looked >= _SLICE_SECONDS:
                self._check_time()  # also where bytes come all the time, drop by drop
            if self._output in ready:
                self._drain()
            if self._wire in ready:
                return
            began = time.monotonic()

    def _drain(self) -> None:
        while True:
            try:
                data = os.read(self._output, 1 << 16)
            except BlockingIOError:
                return
            if not data:
                with contextlib.suppress(KeyError):
                    self._poll.unregister(self._output)
                return
            self._printed += data
            if len(self._printed) > self._limits.output_bytes:
                raise faults.too_much_output(self._limits.output_bytes)

    def _check_time(self) -> None:
        self._looked = time.monotonic()
        elapsed = self._looked - self._began
        answer = self._zygote.ask("clock", pid=self._pid)
        if answer["cpu_seconds"] is None:
            return  # it has just ended; the wire will say so
        if answer["threads"] > _MAX_THREADS:
            raise faults.too_many_threads(_MAX_THREADS)
        clock = answer["cpu_seconds"], answer["waited"]
        if self._first_look is None:
            # Up to one slice of the student's time is not counted, to their advantage.
            self._first_look = clock
        used, waited = clock[0] - self._first_look[0], clock[1] - self._first_look[1]
        if used >= self._limits.cpu_seconds:
            raise faults.out_of_time(self._limits.cpu_seconds)
        if elapsed >= self._limits.wall_seconds:
            raise faults.out_of_wall_time(elapsed, starved=waited >= elapsed * _STARVED_SHARE)

    def cpu_seconds(self) -> float:
        """The CPU time that it has used in its life; 0 where it has just ended."""
        if self._ending is not None:
            return self._ending.cpu_seconds
        if self._pid_here is not None:
            from grader.sandbox import system  # for Linux alone, as handles are

            with contextlib.suppress(OSError):
                return system.process_cpu_seconds(self._pid_here)
        answer = self._zygote.ask("used", pid=self._pid)
        return float(answer["cpu_seconds"] or 0.0)

    def take_output(self) -> str:
        """What was printed since ``begin``, as text."""
        return self._printed.decode("utf-8", "replace")

    def end(self) -> Ending:
        """Kill it unless it has ended by itself, and say how it ended. Safe to call twice."""
        if self._ending is None:
            grace = _GRACE_SECONDS if self._hung_up() else 0.0
            answer = self._zygote.ask("end", pid=self._pid, grace=grace)
            self._ending = Ending.from_plain(answer)
            self._sock.close()
            os.close(self._output)
        return self._ending

    def _hung_up(self) -> bool:
        """Whether the other end is closed: then the process is about to end by itself."""
        try:
            return self._sock.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True
