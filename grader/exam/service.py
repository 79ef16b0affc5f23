"""An examiner's process: a pytest session that collects the hidden tests once, then serves.

Its socket goes to whoever started it. SETUP brings the assignment and the seed, and is answered
with what the control run showed; each JOB brings one paper's files and is answered by RESULT.
FAULT is the answer when it can't be done. What failures mean is found out by the ``Diagnoser``
that it is given (``grader.batch.examiner`` is the command that puts the two together).
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest
import torch

from grader.course import Assignment
from grader.errors import CourseError, ExamError, GraderError, SandboxError
from grader.exam import plugin
from grader.exam.devices import choose_devices
from grader.exam.examiner import Diagnoser, Examiner
from grader.exam.material import Material
from grader.exam.notes import note
from grader.exam.papers import FileReading
from grader.exam.protocol import CAPS, RESULT, Setup, Terms
from grader.exam.running import Listener
from grader.sandbox import open_zygote
from grader.sandbox.provider import Choice
from grader.wire.messages import Kind
from grader.wire.plain import receive_plain, send_plain

FindDiagnoser: TypeAlias = Callable[[Assignment, Path | None], Diagnoser]

_MEMORY = 6 << 30  # beyond what is mapped at the start
_PRINTED = 1000
_OPTIONS = (
    "-p no:cacheprovider -p no:terminal -p no:logging -p no:doctest -p no:unittest "
    "-p no:junitxml -p no:pastebin -p no:stepwise -p no:faulthandler -p no:warnings "
    "--capture=no --strict-markers --continue-on-collection-errors "
    "--import-mode=importlib"
).split()


class _Service:
    """The pytest plug-in that turns a test session into an examiner's working day."""

    def __init__(self, sock: socket.socket, examiner: Examiner) -> None:
        self._sock = sock
        self._examiner = examiner
        self._problems: dict[str, str] = {}

    def pytest_configure(self, config: pytest.Config) -> None:
        # Only instructors see tracebacks; pytest's own, with source lines, take 60 ms each.
        config.option.tbstyle = "native"

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            stem = Path(report.nodeid.split("::")[0]).stem
            self._problems[stem] = str(report.longrepr)[-4000:]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        session.config.stash[plugin.HOST] = self._examiner.examination
        self._examiner.accept(session, self._problems)
        send_plain(self._sock, Kind.DONE, self._examiner.get_ready().plain())
        while True:
            try:
                _, job = receive_plain(self._sock, {Kind.JOB}, caps=CAPS)
            except EOFError:
                return True
            send_plain(self._sock, Kind.RESULT, self._answer(job))

    def _answer(self, job: dict[str, Any]) -> Any:
        problems = {
            name: FileReading(name, None, note(code, values))
            for name, (code, values) in job["problems"].items()
        }
        terms = Terms.from_plain(job["terms"])
        graded = self._examiner.grade(job["student"], job["files"], problems, terms)
        return {
            "result": RESULT.dump_python(graded.result, mode="json"),
            "starved": graded.starved,
            "failed": graded.failed,
            "ungraded": graded.ungraded,
            "accounts": [asdict(account) for account in graded.accounts],
        }


def _serve(sock: socket.socket, find_diagnoser: FindDiagnoser) -> None:
    _, plain = receive_plain(sock, {Kind.SETUP}, caps=CAPS)
    setup = Setup.from_plain(plain)
    assignment = setup.load()
    material = Material.load(assignment)
    devices = choose_devices(setup.device)
    _keep_small(gpu="cuda" in devices)
    zygote = open_zygote(Choice.parse(setup.sandbox), devices=devices)
    try:
        examiner = Examiner(
            material,
            zygote,
            seed=setup.seed,
            devices=devices,
            past_due=setup.past_due,
            diagnoser=find_diagnoser(assignment, Path(setup.memory) if setup.memory else None),
        )
        service = _Service(sock, examiner)
        listener = Listener(examiner.examination)
        options = [*_OPTIONS, "-p", "grader.exam.plugin", f"--rootdir={assignment.hidden}"]
        options += [f"--confcutdir={assignment.hidden}", "-c", os.devnull, str(assignment.hidden)]
        pytest.main(options, plugins=[service, listener])
    finally:
        zygote.close()


def serve(descriptor: int, find_diagnoser: FindDiagnoser) -> None:
    """Serve one orchestrator until it hangs up.

    Args:
        descriptor: of the stream socket that goes to it.
        find_diagnoser: makes what finds out about failures, for an assignment and with the folder
            of what is known already (``Setup.memory``).
    """
    sock = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the orchestrator's to answer
    torch.set_num_threads(1)
    _protect()
    try:
        _serve(sock, find_diagnoser)
    except (CourseError, ExamError, SandboxError) as error:
        send_plain(sock, Kind.FAULT, {"message": error.message, "hint": error.hint})
    except GraderError as error:
        send_plain(sock, Kind.FAULT, {"message": str(error), "hint": ""})
    except Exception:  # the border of this process: the orchestrator reports it
        send_plain(sock, Kind.FAULT, {"message": traceback.format_exc(), "hint": ""})


def _protect() -> None:
    """Nobody of the same user may read this process's memory, and it dies with its parent."""
    if sys.platform == "linux":
        from grader.sandbox import system

        system.prctl(system.PR_SET_DUMPABLE, 0)
        system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)


def _keep_small(*, gpu: bool) -> None:
    """Limits on what a student's answers can cost this process: memory, and the time to print."""
    if sys.platform == "linux" and not gpu:  # CUDA maps far more address space than it uses
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        ceiling, hard = pages * resource.getpagesize() + _MEMORY, _hard_limit()
        resource.setrlimit(resource.RLIMIT_AS, (min(ceiling, hard or ceiling), hard or -1))
    # Eight dimensions of six are never summarised by torch; a traceback would print them all.
    torch.Tensor.__repr__ = _short(torch.Tensor.__repr__)  # type: ignore[method-assign, assignment]  # so that all of them are short
    np.set_printoptions(override_repr=lambda a: f"array(shape={a.shape}, dtype={a.dtype})")


def _hard_limit() -> int | None:
    """The hard limit of address space that we were started with; None where there is none."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    return None if hard == resource.RLIM_INFINITY else hard


def _short(whole: Callable[[torch.Tensor], str]) -> Callable[[torch.Tensor], str]:
    def shortened(tensor: torch.Tensor) -> str:
        if tensor.numel() <= _PRINTED:
            return whole(tensor)
        return f"tensor(shape={tuple(tensor.shape)}, dtype={tensor.dtype})"

    return shortened
