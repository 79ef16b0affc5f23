"""An examiner: a trusted process that collects the hidden tests once and grades papers one by one.

Run as ``python -m grader.exam.examiner FD``: FD is a stream socket to whoever started it. SETUP
brings the assignment and the seed, and is answered with what the control run showed; each JOB
brings one paper's files and is answered by RESULT. FAULT is the answer when it can't be done.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import traceback
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from grader.course import Assignment, Exercise
from grader.errors import CourseError, ExamError, GraderError, SandboxError
from grader.exam import plugin
from grader.exam.candidate import Conversation, FileReading
from grader.exam.devices import choose_devices, devices_of
from grader.exam.grading import (
    HiddenTest,
    Sat,
    absent_exercise,
    grade_exercise,
    grade_submission,
    grade_test,
    not_graded_submission,
    share,
)
from grader.exam.material import Material
from grader.exam.notes import note
from grader.exam.protocol import CAPS, RESULT, Ready, Setup
from grader.exam.sitting import Examination, Item, Listener, Sitting
from grader.outcome import ExerciseResult, Outcome, SubmissionResult, text
from grader.sandbox import open_zygote
from grader.sandbox.launcher import Zygote
from grader.sandbox.provider import Choice
from grader.wire.frames import receive_frame, send_frame
from grader.wire.messages import Kind
from grader.wire.values import Decoder, Encoder

_MEMORY = 6 << 30  # beyond what is mapped at the start
_PRINTED = 1000
_OPTIONS = (
    "-p no:cacheprovider -p no:terminal -p no:logging -p no:doctest -p no:unittest "
    "-p no:junitxml -p no:pastebin -p no:stepwise -p no:faulthandler -p no:warnings "
    "--capture=no --strict-markers --continue-on-collection-errors "
    "--import-mode=importlib"
).split()


class Examiner:
    """Grades papers against one assignment with one seed."""

    def __init__(
        self,
        material: Material,
        zygote: Zygote,
        *,
        seed: str,
        devices: tuple[str, ...],
        past_due: bool,
    ) -> None:
        self._material = material
        self._zygote = zygote
        self._devices = devices
        self._past_due = past_due
        self._specs = material.specs()
        self._items: dict[str, list[Item]] = {}
        self._uncollected: dict[str, str] = {}
        self._control: dict[tuple[str, str, str], Sat] = {}
        references = self._references()
        self.examination = Examination(seed, references, _run_item)

    @property
    def _assignment(self) -> Assignment:
        return self._material.assignment

    def _references(self) -> dict[str, types.ModuleType]:
        found = {}
        for exercise in self._assignment.exercises:
            try:
                found[exercise.name] = self._material.reference(exercise.name)
            except ExamError as error:
                self._uncollected[exercise.name] = str(error)
        return found

    # Collection and control.

    def accept(self, session: pytest.Session, problems: Mapping[str, str]) -> None:
        """Take over what pytest has collected."""
        for exercise in self._assignment.exercises:
            stem = f"test_{exercise.name}"
            found = [item for item in session.items if item.path.stem == stem]
            self._items[exercise.name] = [self._item(exercise, item) for item in found]
            if stem in problems:
                self._uncollected[exercise.name] = problems[stem]
            elif not found:
                self._uncollected.setdefault(exercise.name, f"hidden/{stem}.py holds no tests")

    def _item(self, exercise: Exercise, item: pytest.Item) -> Item:
        wanted = devices_of(exercise, self._devices)
        uses_device = "device" in getattr(item, "fixturenames", ())
        test = HiddenTest(
            name=item.name,
            sentence=plugin.sentence_of(item),
            weight=plugin.weight_of(item),
            needs=plugin.needs_of(item),
            devices=wanted if uses_device and wanted else ("cpu",),
        )
        return Item(test, item, plugin.constants_of(item))

    def get_ready(self) -> Ready:
        """Let the reference sit the exam: what it does not pass is broken and grades nobody."""
        self._control_run()
        return Ready(
            devices=self._devices,
            sandbox=self._zygote.provider.layers,
            torch=torch.__version__,
            problems=self._problems(),
        )

    def _control_run(self) -> None:
        conversation = self._conversation(self._material.reference_files())
        try:
            conversation.read()
            sitting = Sitting(self.examination, conversation, control=None)
            for exercise in self._testable():
                done = sitting.sit(exercise.name, self._items[exercise.name])
                for name, sat in done.items():
                    for device, item in sat.items():
                        self._control[(exercise.name, name, device)] = item
        finally:
            conversation.close()

    def _problems(self) -> dict[str, list[str]]:
        found = {name: [message] for name, message in self._uncollected.items()}
        for (exercise, test, device), sat in self._control.items():
            if sat.outcome is not Outcome.PASSED:
                reason = sat.failure.messages[0].english() if sat.failure else ""
                internal = sat.failure.internal if sat.failure else ""
                found.setdefault(exercise, []).append(
                    f"{test} on {device}: the reference solution is {sat.outcome}: {reason}"
                    + (f"\n{internal}" if internal else "")
                )
        return found

    def _testable(self) -> list[Exercise]:
        return [e for e in self._assignment.exercises if e.name not in self._uncollected]

    def _conversation(self, files: Mapping[str, bytes]) -> Conversation:
        return Conversation(self._zygote, self._material.limits(), files, self._specs)

    # Papers.

    def grade(
        self, student: str, files: Mapping[str, bytes], problems: Mapping[str, FileReading]
    ) -> tuple[SubmissionResult, bool]:
        """Grade one paper; tells besides whether a busy machine may have cost it a test.

        Args:
            student: whose it is.
            files: the handed-in files that could be read as bytes.
            problems: the files that could not, with the reason.
        """
        conversation = self._conversation(files)
        try:
            conversation.read()
            conversation.readings.update(problems)
            sitting = Sitting(self.examination, conversation, self._control)
            exercises = [
                self._grade_exercise(exercise, conversation, sitting)
                for exercise in self._assignment.exercises
            ]
        finally:
            conversation.close()
        return grade_submission(student, self._assignment, exercises), conversation.starved

    def _grade_exercise(
        self, exercise: Exercise, conversation: Conversation, sitting: Sitting
    ) -> ExerciseResult:
        extraction = conversation.extractions[exercise.name]
        if extraction.status == "not_handed_in":
            others = [e.name for e in self._assignment.exercises if e is not exercise]
            return absent_exercise(
                exercise, conversation.readings, past_due=self._past_due, others=others
            )
        if exercise.name in self._uncollected:
            return self._ungradable(exercise)
        items = self._items[exercise.name]
        points = share(exercise.points, [item.test for item in items])
        done = sitting.sit(exercise.name, items)
        results = [
            grade_test(
                item.test,
                done[item.test.name],
                points=points[item.test.name],
                keeps_points=self._assignment.disagreement_keeps_points,
            )
            for item in items
        ]
        return grade_exercise(exercise, extraction, conversation.readings, results)

    def _ungradable(self, exercise: Exercise) -> ExerciseResult:
        reason = text("The hidden tests of this exercise could not be used.")
        whole = not_graded_submission("", self._assignment, reason)
        return next(item for item in whole.exercises if item.exercise == exercise.name)


def _run_item(item: pytest.Item) -> None:
    # nextitem None: every fixture is torn down, nothing of one student reaches another.
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


class _Service:
    """The pytest plug-in that turns a test session into an examiner's working day."""

    def __init__(self, sock: socket.socket, examiner: Examiner) -> None:
        self._sock = sock
        self._examiner = examiner
        self._problems: dict[str, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            stem = Path(report.nodeid.split("::")[0]).stem
            self._problems[stem] = str(report.longrepr)[-4000:]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        session.config.stash[plugin.HOST] = self._examiner.examination
        self._examiner.accept(session, self._problems)
        _send(self._sock, Kind.DONE, self._examiner.get_ready().plain())
        while True:
            try:
                job = _receive(self._sock, Kind.JOB)
            except EOFError:
                return True
            _send(self._sock, Kind.RESULT, self._answer(job))

    def _answer(self, job: dict[str, Any]) -> Any:
        problems = {
            name: FileReading(name, None, note(code, values))
            for name, (code, values) in job["problems"].items()
        }
        result, starved = self._examiner.grade(job["student"], job["files"], problems)
        return {"result": RESULT.dump_python(result, mode="json"), "starved": starved}


def _send(sock: socket.socket, kind: Kind, tree: Any) -> None:
    encoder = Encoder()
    send_frame(sock, kind, encoder.header(tree), encoder.buffers)


def _receive(sock: socket.socket, kind: Kind) -> Any:
    frame = receive_frame(sock, {kind}, caps=CAPS)
    return Decoder(frame.header, frame.body).tree


def _serve(sock: socket.socket) -> None:
    setup = Setup.from_plain(_receive(sock, Kind.SETUP))
    assignment = setup.load()
    material = Material.load(assignment)
    devices = choose_devices(setup.device)
    _keep_small(gpu="cuda" in devices)
    zygote = open_zygote(Choice.parse(setup.sandbox), devices=devices)
    try:
        examiner = Examiner(
            material, zygote, seed=setup.seed, devices=devices, past_due=setup.past_due
        )
        service = _Service(sock, examiner)
        listener = Listener(examiner.examination)
        options = [*_OPTIONS, "-p", "grader.exam.plugin", f"--rootdir={assignment.hidden}"]
        options += [f"--confcutdir={assignment.hidden}", "-c", os.devnull, str(assignment.hidden)]
        pytest.main(options, plugins=[service, listener])
    finally:
        zygote.close()


def main() -> None:
    """Serve one orchestrator until it hangs up."""
    sock = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the orchestrator's to answer
    torch.set_num_threads(1)
    _protect()
    try:
        _serve(sock)
    except (CourseError, ExamError, SandboxError) as error:
        _send(sock, Kind.FAULT, {"message": error.message, "hint": error.hint})
    except GraderError as error:
        _send(sock, Kind.FAULT, {"message": str(error), "hint": ""})
    except Exception:  # the border of this process: the orchestrator reports it
        _send(sock, Kind.FAULT, {"message": traceback.format_exc(), "hint": ""})


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
    torch.Tensor.__repr__ = _short(torch.Tensor.__repr__)  # type: ignore[method-assign, assignment]
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


if __name__ == "__main__":
    main()
