"""Examiners as processes, and the papers that go to them and come back graded."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.course import Assignment, Limits
from grader.exam.papers import WALL_PER_CPU
from grader.exam.protocol import CAPS, RESULT, Account, Setup, Terms
from grader.exam.scoring import not_graded_submission
from grader.intake.submissions import Contents, Submission
from grader.outcome import SubmissionResult, Text, text
from grader.wire.messages import Kind
from grader.wire.plain import receive_plain, send_plain

READY_SECONDS = 1800.0
TRIES = 2
_STOP_SECONDS = 5.0
# Beyond a submission's own limits, which the examiner keeps: for an examiner that hangs.
_SPARE_SECONDS = 120.0


def patience(limits: Limits) -> float:
    """How many seconds an examiner may take for a paper before it is taken to hang."""
    return limits.submission_seconds * WALL_PER_CPU + limits.wall_seconds * 3 + _SPARE_SECONDS


def lost(reason: str, *, killed: bool) -> Text:
    """What is said of a paper whose examiners died over it; ``killed`` from outside."""
    if killed:
        return text(
            "The examiner was killed from outside while it graded this submission, perhaps "
            "since this machine is out of memory."
        )
    return text(
        "The examiner ended while it graded this submission ({reason}).", reason=reason[:300]
    )


@dataclass(frozen=True)
class Graded:
    """One paper's result, with the bytes that were graded.

    Of exercises that were not asked for (``Terms.only``) it says nothing, unless nothing could be
    graded.
    """

    submission: Submission
    result: SubmissionResult
    contents: Contents
    accounts: tuple[Account, ...] = ()
    failed: int = 0
    ungraded: int = 0


@dataclass
class Paper:
    """A submission on its way to an examiner and back. ``alone``: it is graded once more, alone,
    since a busy machine may have failed it."""

    submission: Submission
    contents: Contents
    terms: Terms
    tries: int = 0
    alone: bool = False

    @classmethod
    def read(cls, submission: Submission, terms: Terms, *, file_mb: int) -> Paper:
        """With its files as they are now; what can't be read is a part of the paper."""
        return cls(submission, submission.read(file_mb=file_mb), terms)

    def job(self) -> dict[str, Any]:
        """What an examiner is sent."""
        return {
            "student": self.submission.student,
            "files": self.contents.files,
            "problems": {name: list(p) for name, p in self.contents.problems.items()},
            "terms": self.terms.plain(),
        }

    def graded(self, answer: Mapping[str, Any]) -> Graded | None:
        """What an examiner's answer says; None where it is to be graded once more, alone."""
        if answer["starved"] and not self.alone:
            return None
        result = RESULT.validate_python(answer["result"], strict=False)
        if self.contents.holds_no_notebook:
            result = replace(result, notes=(_no_notebook(self.contents),))
        accounts = tuple(map(Account.from_plain, answer["accounts"]))
        failed, ungraded = answer["failed"], answer["ungraded"]
        return Graded(self.submission, result, self.contents, accounts, failed, ungraded)

    def set_aside(self, assignment: Assignment, reason: Text) -> Graded:
        """Not graded: never 0."""
        result = not_graded_submission(self.submission.student, assignment, reason)
        return Graded(self.submission, result, self.contents)


class ExaminerProcess:
    """One examiner, from the orchestrator's side."""

    def __init__(self, setup: Setup) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "grader.batch.examiner", str(theirs.fileno())]
        # Nothing of the user's own pytest set-up may take part in the exam.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        # One thread each: numpy would start as many as the machine has cores, for every job.
        environment |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        # What an examiner prints is read when it dies, hence not closed here.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        with theirs:
            self._process = subprocess.Popen(
                command,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                env=environment,
            )
        self.sock = ours
        self.is_ready = False
        self.since = time.monotonic()
        self.paper: Paper | None = None
        self._killed_by_us = False
        self._send(Kind.SETUP, setup.plain())

    def _send(self, kind: Kind, tree: object) -> None:
        send_plain(self.sock, kind, tree)

    def receive(self) -> tuple[Kind, Any]:
        """The next message. Raises EOFError or WireError when the examiner has died."""
        kinds = {Kind.DONE, Kind.RESULT, Kind.FAULT}
        return receive_plain(self.sock, kinds, caps=CAPS)

    def ask(self, job: Mapping[str, Any]) -> None:
        """Send it a paper to grade (``Paper.job``)."""
        self.since = time.monotonic()
        with contextlib.suppress(EOFError):  # it has died; receiving will tell
            self._send(Kind.JOB, job)

    def kill(self) -> None:
        """End it at once; receiving from it tells."""
        self._killed_by_us = True
        self._process.kill()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def was_killed(self) -> bool:
        """Whether it has ended because somebody else killed it: the system, for want of memory."""
        return self._process.returncode == -signal.SIGKILL and not self._killed_by_us

    def stop(self) -> str:
        """Let it end, with its zygote and candidates; gives the end of what it printed."""
        if self._log.closed:
            return ""
        self.sock.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        with self._log:
            self._log.seek(0)
            return self._log.read()[-2000:].decode("utf-8", "replace").strip()


def _no_notebook(contents: Contents) -> Text:
    if not contents.passed_over:
        return text("There is no notebook here: nothing was handed in.")
    names = ", ".join(contents.passed_over)
    return text("There is no notebook here, only other files: {names}", names=names)
