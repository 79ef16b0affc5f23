"""A student's program can't see or touch anything but its own memory; a test tries each."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxError
from grader.exam.candidate import StudentRaised
from grader.exam.proxy import Student
from grader.sandbox import open_zygote, readable_by_candidates
from grader.sandbox.faults import CandidateFault
from grader.sandbox.forking import Confinement, ForkServer
from grader.sandbox.launcher import CandidateLimits, Zygote
from grader.sandbox.provider import Choice
from grader.sandbox.providers import plain
from grader.sandbox.selftest import attempts, prove
from grader.wire.frames import Caps
from grader.wire.messages import Kind

ROOT = Path(__file__).parent.parent.parent
Program = Callable[..., Any]


# Landlock gained truncation with its third version, the network with its fourth, signals with its
# sixth; the versions between differ in less.
LAYER_SETS = [
    *("auto", "no-bubblewrap", "no-bubblewrap,landlock-abi=1"),
    *(
        pytest.param(f"no-bubblewrap,landlock-abi={abi}", marks=pytest.mark.slow)
        for abi in range(2, 7)
    ),
]


@pytest.fixture(params=LAYER_SETS, scope="module")
def zygote(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    """A zygote for each set of layers: every test here holds under all of them."""
    zygote = open_zygote(Choice.parse(request.param))
    yield zygote
    zygote.close()


def test_every_attack_of_the_self_test_fails(zygote: Zygote) -> None:
    """Files, memory, processes, signals and the network are out of reach, under each layer set."""
    tried = attempts(zygote)
    assert len(tried) >= 10
    assert [name for name, succeeded in tried.items() if succeeded] == []


def test_the_self_test_waits_to_be_asked(zygote: Zygote) -> None:
    """However slowly the examiner asks, the answer is there: no run fails by chance."""
    targets = {"secret": "/none", "folder": "/none", "port": 9}
    process = zygote.spawn(
        CandidateLimits(
            cpu_seconds=10,
            wall_seconds=20,
            life_cpu_seconds=10,
            memory_bytes=4 << 30,
            output_bytes=1 << 16,
        ),
        probe=targets,
    )
    time.sleep(0.5)
    frame = process.exchange(Kind.STEP, b"", (), Caps())
    assert len(json.loads(frame.header)) >= 10
    process.end()


def test_both_ways_to_ask_for_cpu_time_agree(
    program: Callable[..., Student], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel by the process's number here, or the zygote where that can't be found out."""
    busy = "import time\ndef f(x):\n    while time.process_time() < x: pass\n"
    spent = []
    for found in (True, False):
        if not found:
            monkeypatch.setattr("grader.sandbox.launcher._pid_here", lambda handles: None)
        student = program(busy)
        student.f(0.5)
        spent.append(student._conversation.take_cpu_seconds())
    assert spent == pytest.approx([0.5, 0.5], abs=0.2)


def test_a_kernel_without_handles_is_good_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container's rules may refuse pidfd_open: the child is there all the same."""

    def refuse(pid: int) -> int:
        raise OSError(errno.ENOSYS, "not implemented")

    monkeypatch.setattr("os.pidfd_open", refuse)
    monkeypatch.setattr("os.fork", lambda: 4321)
    ours, _ = socket.socketpair()
    server = ForkServer(ours, Confinement({"devices": [], "uid": None, "layers": []}), print)
    read_end, write_end = os.pipe()
    assert server.do_spawn({"order": "spawn"}, [read_end, write_end]) == {
        "pid": 4321,
        "handles": [],
    }


def test_many_candidates_may_follow_each_other(program: Callable[..., Student]) -> None:
    """The zygote makes ready for many after some; nothing about the next ones is another."""
    for number in range(20):
        assert program("def f(x):\n    return x + 1\n").f(number) == number + 1


def test_the_self_test_sees_open_doors() -> None:
    """Without any layer the same attacks succeed: the self-test can fail."""
    zygote = Zygote(plain.provider())
    try:
        tried = attempts(zygote)
        with pytest.raises(SandboxError, match="read_secret"):
            prove(zygote)
    finally:
        zygote.close()
    for name in ("read_secret", "list_folder", "write_file", "start_process", "open_connection"):
        assert tried[name], name


FORBIDDEN = {
    "hidden tests": str(ROOT / "solutions" / "linear_regression" / "hidden"),
    "references": str(ROOT / "solutions" / "linear_regression" / "sgd.py"),
    "this repository": str(ROOT / "pyproject.toml"),
    "users": "/etc/passwd",
    "processes": "/proc/1/cmdline",
    "its own memory map": "/proc/self/maps",
    "temporary files": tempfile.gettempdir(),
    "home": str(Path.home()),
}


@pytest.mark.parametrize("path", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_files_of_others_can_not_be_read(program: Program, path: str) -> None:
    """Tests, references, results and other submissions can't be opened or listed."""
    student = program(
        "import os\n"
        "def f(path):\n"
        "    fd = os.open(path, os.O_RDONLY)\n"
        "    return str(os.listdir(path)) if os.path.isdir(path) else os.read(fd, 10)\n"
    )
    with pytest.raises(StudentRaised) as caught:
        student.f(path)
    assert caught.value.names[0] in {"PermissionError", "FileNotFoundError"}


def test_results_and_other_submissions_can_not_be_read(program: Program, tmp_path: Path) -> None:
    """What lies in the folders of a run is out of reach, also when its path is known."""
    for name in ("results.json", "gradebook.db", "submissions/ada/sgd.ipynb"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("secret")
        with pytest.raises(StudentRaised, match="PermissionError|FileNotFoundError"):
            program("def f(path): return open(path).read()").f(str(place))
        with pytest.raises(StudentRaised, match="PermissionError|FileNotFoundError|OSError"):
            program("def f(path): open(path, 'w').write('10')").f(str(place))
        assert place.read_text() == "secret"


def test_the_network_is_out_of_reach(program: Program) -> None:
    """No socket can be made, not even to this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        student = program(
            "import socket\ndef f(port): socket.create_connection(('127.0.0.1', port), 1)"
        )
        with pytest.raises(StudentRaised, match="PermissionError"):
            student.f(port)


def test_no_process_can_be_started(program: Program) -> None:
    """fork and exec are refused."""
    for body in (
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.posix_spawn('/bin/true', ['t'], {})",
    ):
        with pytest.raises(StudentRaised, match="PermissionError|FileNotFoundError|OSError"):
            program(f"import os\ndef f():\n    {body}", parameters=0).f()


def test_nobody_else_can_be_signalled(program: Program) -> None:
    """Neither by kill nor by a descriptor's owner."""
    for body in (
        "os.kill(os.getppid(), 0)",
        "os.kill(-1, 9)",
        "r, w = os.pipe(); fcntl.fcntl(r, 8, os.getppid())",
    ):
        with pytest.raises(StudentRaised, match="PermissionError|OSError"):
            program(f"import os, fcntl\ndef f():\n    {body}", parameters=0).f()


def test_nothing_secret_is_in_the_candidates_memory(program: Program) -> None:
    """No test, reference or seed can be found among the process's objects and modules."""
    student = program(
        "import gc, sys, os\n"
        "def f():\n"
        "    modules = [m for m in sys.modules if m.startswith('grader')]\n"
        "    words = [o for o in gc.get_objects() if isinstance(o, str) and 'SECRET' in o]\n"
        "    return [modules, len(words), dict(os.environ), sys.argv]\n"
    )
    modules, words, environment, _ = student.f()
    trusted = ("grader.exam", "grader.course", "grader.source", "grader.gradebook", "grader.batch")
    assert not [name for name in modules if name.startswith(trusted)]
    assert words == 0
    assert set(environment) <= {
        "PATH",
        "LANG",
        "HOME",
        "PWD",
        "LC_CTYPE",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "PYTORCH_NVML_BASED_CUDA_CHECK",
        "PYTHONDONTWRITEBYTECODE",
        "TORCHINDUCTOR_CACHE_DIR",
        "TRITON_CACHE_DIR",
        "KMP_DUPLICATE_LIB_OK",
        "KMP_INIT_AT_FORK",
    }


def test_only_its_own_descriptors_are_open(program: Program) -> None:
    """/dev/null, the output twice and the wire; nothing was inherited."""
    student = program(
        "import os\n"
        "def f():\n"
        "    found = []\n"
        "    for fd in range(64):\n"
        "        try: os.fstat(fd); found.append(fd)\n"
        "        except OSError: pass\n"
        "    return found\n"
    )
    assert student.f() == [0, 1, 2, 3]


def test_threads_are_counted(program: Program) -> None:
    """A few are fine; a storm of them is stopped before it uses up the machine's."""
    few = (
        "import threading\ndef f(n):\n    for _ in range(n): threading.Thread(target=print).start()"
    )
    assert program(few).f(20) is None
    storm = (
        "import threading, time\n"
        "def f(n):\n"
        "    threading.stack_size(1 << 15)\n"
        "    for _ in range(n):\n"
        "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
        "    time.sleep(9)\n"
    )
    with pytest.raises(CandidateFault, match="more than 128 threads"):
        program(storm).f(1000)


def test_nothing_is_left_behind(
    converse: Callable[..., Any], make_spec: Callable[..., Any]
) -> None:
    """After a hundred candidates there are no more processes or descriptors than before."""
    spec = make_spec("f", 0)

    def count() -> tuple[int, int]:
        return len(os.listdir("/proc/self/fd")), len(_children())

    files = {"work.py": b"def f(): return 1"}
    converse(files, [spec]).close()
    before = count()
    for _ in range(100):
        converse(files, [spec]).close()
    assert count() == before


def _children() -> list[str]:
    mine = str(os.getpid())
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if parent == mine:
                found.append(entry.name)
    return found


def test_without_landlock_the_sandbox_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files can't be isolated, nothing is graded unless isolation was waived in words."""
    monkeypatch.setattr("grader.sandbox.best_provider", lambda *_, **__: plain.provider())
    with pytest.raises(SandboxError, match="no Landlock"):
        open_zygote()


def test_places_that_candidates_can_read_are_known() -> None:
    """The Python environment is readable to candidates; the course is not."""
    import torch

    assert readable_by_candidates(Path(torch.__file__)) is not None
    assert readable_by_candidates(ROOT / "solutions") is None


def test_root_that_may_not_become_another_user_is_isolated_too() -> None:
    """Root without the right to change users, as in a hardened container: the self-test holds."""
    as_root = ["unshare", "--user", "--map-root-user", "--"]
    tried = subprocess.run([*as_root, "true"], capture_output=True, text=True)
    if tried.returncode != 0:
        pytest.skip(f"no user namespaces here: {tried.stderr.strip()}")
    # Where the project lies may be closed to other users, which would hide what is tested.
    code = (
        "from grader.sandbox import open_zygote; from grader.sandbox.provider import Choice;"
        "from grader.sandbox.providers import linux; linux._is_open = lambda _: True;"
        "zygote = open_zygote(Choice.parse('no-bubblewrap'));"
        "print(*zygote.provider.layers); zygote.close()"
    )
    done = subprocess.run([*as_root, sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["landlock", "seccomp", "rlimits", "no-capabilities"]


def test_a_lack_of_processes_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started for a submission, the error says so and what to do; the
    zygote goes on."""

    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    server = ForkServer(
        socket.socket(), Confinement({"devices": [], "uid": None, "layers": []}), id
    )
    zygote = Zygote(plain.provider())
    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(
        zygote, "ask", lambda _, descriptors, **order: server.do_spawn(order, _copies(descriptors))
    )
    with pytest.raises(SandboxError, match="no process can be started .* unavailable") as raised:
        zygote.spawn(CandidateLimits(1, 1, 1, 4 << 30, 1000))
    assert "--pids-limit" in raised.value.hint
    zygote.close()


def _copies(descriptors: list[int]) -> list[int]:
    return [os.dup(descriptor) for descriptor in descriptors]
