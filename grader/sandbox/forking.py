"""What every zygote does: prepare the layers, fork confined children, and say how they ended.

A zygote is a process that imports what its children need once, never loads anything secret and
never touches what a student wrote. What a child then does is its zygote's own: ``zygote`` runs a
student's program, ``converter_zygote`` turns notebooks into HTML. A zygote trusts its control
socket and nothing else.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import json
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from grader.sandbox import probe
from grader.wire.frames import Caps, receive_frame, send_frame
from grader.wire.messages import REQUESTS, Kind

if TYPE_CHECKING:
    from landlockpy import Ruleset
    from seccompy import Filter

_WIRE, _HIGH = 3, 100
_END_STEP = 0.001


class Confinement:
    """The prepared layers, and how a child puts them on."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.gpu: bool = "cuda" in options["devices"]
        self.uid: int | None = options["uid"]
        self.ruleset: Ruleset | None = None
        self.filter: Filter | None = None
        layers = options["layers"]
        if "landlock" in layers or "seccomp" in layers:
            from grader.sandbox import policy

            abi = options["landlock_abi"]
            if "landlock" in layers:
                self.ruleset = policy.make_ruleset(abi, gpu=self.gpu)
            if "seccomp" in layers:
                self.filter = policy.make_filter(abi, gpu=self.gpu)
                assert self.filter.program  # compiled here once, not in each child

    def descriptor(self) -> int:
        return self.ruleset.fileno() if self.ruleset is not None else -1

    def put_on(self, limits: dict[str, int], parent: int) -> None:
        """Confine this process for good. Raises OSError where a layer can't be had."""
        from grader.sandbox import system

        _set_limits(limits, gpu=self.gpu)
        if self.uid is not None:
            os.setgroups([])
            os.setresgid(self.uid, self.uid, self.uid)
            os.setresuid(self.uid, self.uid, self.uid)
            # Another uid clears what was set before.
            system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(0)
        elif os.geteuid() == 0:
            system.drop_capabilities()
        system.prctl(system.PR_SET_DUMPABLE, 0)
        system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
        if self.ruleset is not None:
            self.ruleset.restrict()
            self.ruleset.close()
        if self.filter is not None:
            self.filter.load()


def _set_limits(limits: dict[str, int], *, gpu: bool) -> None:
    pairs = [
        (resource.RLIMIT_CPU, limits["cpu_seconds"], limits["cpu_seconds"] + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, 64, 64),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_MEMLOCK, 0, 0),
    ]
    if not gpu:  # CUDA maps far more address space than it uses
        pairs.append((resource.RLIMIT_AS, limits["memory_bytes"], limits["memory_bytes"]))
    for kind, soft, hard in pairs:
        ceiling = resource.getrlimit(kind)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        resource.setrlimit(kind, (soft, hard))


def _become_confined(
    wire: int, output: int, order: dict[str, Any], confinement: Confinement
) -> socket.socket:
    """In the child: let go of everything of the zygote's and put the layers on."""
    if sys.platform == "linux":
        from grader.sandbox import system

        system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != order["parent"]:
        os._exit(0)  # the zygote died between the fork and the line above
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    _arrange_descriptors(wire, output, keep=confinement.descriptor())
    os.chdir("/")
    os.umask(0o077)
    wire_socket = socket.socket(fileno=_WIRE)
    confinement.put_on(order["limits"], order["parent"])
    return wire_socket


def _arrange_descriptors(wire: int, output: int, *, keep: int) -> None:
    null = os.open("/dev/null", os.O_RDONLY)
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD, _HIGH) for fd in (null, output, output, wire)]
    for target, fd in enumerate(high):
        os.dup2(fd, target, inheritable=False)
    if sys.platform == "linux":
        from grader.sandbox import system

        system.close_range(_WIRE + 1, keep - 1 if keep > 0 else 0x7FFFFFFF)
        if keep > 0:
            system.close_range(keep + 1, 0x7FFFFFFF)
    else:
        os.closerange(_WIRE + 1, 256)


class ForkServer:
    """Serves whoever started the zygote: one order in, one answer out.

    Args:
        control: the control socket (SEQPACKET, JSON both ways).
        confinement: what each child puts on.
        work: what a child then does with its wire.
    """

    def __init__(
        self,
        control: socket.socket,
        confinement: Confinement,
        work: Callable[[socket.socket], None],
    ) -> None:
        self._control = control
        self._confinement = confinement
        self._work = work
        self._children: set[int] = set()

    def serve(self) -> None:
        """Answer orders until the other end hangs up, then take all children down."""
        while True:
            try:
                data, descriptors, _, _ = socket.recv_fds(self._control, 1 << 16, 2)
            except ConnectionError:
                break
            if not data:
                break
            order = json.loads(data)
            answer = getattr(self, f"do_{order['order']}")(order, descriptors)
            handles = answer.pop("handles", [])
            socket.send_fds(self._control, [json.dumps(answer).encode()], handles)
            for handle in handles:
                os.close(handle)
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)

    def do_spawn(self, order: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        wire, output = descriptors
        order["parent"] = os.getpid()
        try:
            pid = os.fork()
        except OSError as error:
            os.close(wire)
            os.close(output)
            return {"pid": None, "reason": error.strerror}
        if pid == 0:
            self._child(wire, output, order)
        os.close(wire)
        os.close(output)
        self._children.add(pid)
        # Whoever asked may live in another namespace, where the process has another number.
        handles: list[int] = []
        with contextlib.suppress(OSError, AttributeError):  # neither kernel nor Python has to
            handles.append(os.pidfd_open(pid))
        return {"pid": pid, "handles": handles}

    def _child(self, wire: int, output: int, order: dict[str, Any]) -> NoReturn:
        # Whatever happens in here, this process must never go back into the zygote's loop.
        try:
            self._control.detach()
            sock = _become_confined(wire, output, order, self._confinement)
            if order.get("probe"):
                _answer_probe(sock, order["probe"])
            else:
                self._work(sock)
        except BaseException as error:
            os.write(2, f"the child could not be set up: {error!r}\n".encode())
            os._exit(71)
        finally:
            os._exit(0)

    def do_end(self, order: dict[str, Any], _: list[int]) -> dict[str, Any]:
        """Kill a child unless it has ended by itself within the grace, and say how it ended."""
        pid = order["pid"]
        deadline = time.monotonic() + order["grace"]
        killed = False
        done, status, usage = os.wait4(pid, os.WNOHANG)
        while not done:
            if time.monotonic() >= deadline:
                os.kill(pid, signal.SIGKILL)
                killed = True
                done, status, usage = os.wait4(pid, 0)
            else:
                time.sleep(_END_STEP)
                done, status, usage = os.wait4(pid, os.WNOHANG)
        self._children.discard(pid)
        return {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "killed": killed,
            "cpu_seconds": usage.ru_utime + usage.ru_stime,
            "peak_kb": usage.ru_maxrss,
        }

    def do_settle(self, order: dict[str, Any], _: list[int]) -> dict[str, Any]:
        """Make ready for many more children."""
        if sys.platform == "linux":
            from grader.sandbox import system

            system.use_huge_pages()
        return {}

    def do_clock(self, order: dict[str, Any], _: list[int]) -> dict[str, Any]:
        """The CPU time that a child has used in its life, the time that it has waited for a core
        while it was ready to run, and its threads; no ``cpu_seconds`` where it has ended."""
        pid = order["pid"]
        used = self.do_used(order, _)["cpu_seconds"]
        if used is None:
            return {"cpu_seconds": None, "waited": 0.0, "threads": 0}
        return {"cpu_seconds": used, "waited": _waited(pid), "threads": _threads(pid)}

    def do_used(self, order: dict[str, Any], _: list[int]) -> dict[str, Any]:
        """The CPU time that a child has used in its life; None where it has ended."""
        from grader.sandbox import system

        try:
            return {"cpu_seconds": system.process_cpu_seconds(order["pid"])}
        except OSError:
            return {"cpu_seconds": None}


def _waited(pid: int) -> float:
    """From the kernel's scheduler statistics, in seconds; 0 where it keeps none."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _threads(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[17])
    except (OSError, IndexError, ValueError):
        return 1


def _answer_probe(sock: socket.socket, targets: dict[str, Any]) -> None:
    # Unread bytes would make the end of this process reset the wire, with the answer in it.
    receive_frame(sock, REQUESTS, caps=Caps())
    send_frame(sock, Kind.DONE, json.dumps(probe.attempt(targets)).encode())


def _occupy(number: int) -> None:
    """Make sure that a low descriptor, which children overwrite, is none that matters."""
    try:
        os.fstat(number)
    except OSError:
        null = os.open("/dev/null", os.O_RDONLY)
        if null != number:
            os.dup2(null, number)
            os.close(null)


def enter() -> tuple[socket.socket, dict[str, Any]]:
    """The first thing in a zygote's process: its control socket and its options."""
    descriptor, options = int(sys.argv[1]), json.loads(sys.argv[2])
    _occupy(_WIRE)
    control = socket.socket(fileno=descriptor)
    if sys.platform == "linux":
        from grader.sandbox import system

        system.prctl(system.PR_SET_DUMPABLE, 0)
        system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the orchestrator's to answer
    return control, options


def serve(
    control: socket.socket, options: dict[str, Any], work: Callable[[socket.socket], None]
) -> None:
    """The last thing in it, after all imports: fork a child for each order, until it is over.

    Args:
        control: the control socket.
        options: what ``enter`` gave.
        work: what a child does with its wire, once it is confined.
    """
    confinement = Confinement(options)
    threads = Path("/proc/self/task")
    count = len(list(threads.iterdir())) if threads.is_dir() else 1
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"ready": True, "threads": count}).encode())
    ForkServer(control, confinement, work).serve()
