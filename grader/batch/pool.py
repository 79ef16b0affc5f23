"""Examiners on this machine: starts them, hands out papers, takes back results.

A paper whose examiner dies is tried once more on a fresh one and is then set aside as not graded.
One that ran out of time on a busy machine is graded again at the end, alone.
What is done with results is the caller's business.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader.errors import ExamError, WireError
from grader.exam.papers import WALL_PER_CPU
from grader.exam.protocol import CAPS, RESULT, Account, Ready, Setup, Terms
from grader.exam.scoring import not_graded_submission
from grader.intake.submissions import Contents, Submission
from grader.outcome import SubmissionResult, Text, text
from grader.wire.messages import Kind
from grader.wire.plain import receive_plain, send_plain

_TRIES = 2
_STOP_SECONDS = 5.0
_LOOK_SECONDS = 1.0
_READY_SECONDS = 1800.0
_MAX_LOSSES = 10  # of examiners that had nothing to do
# Beyond a submission's own limits, which the examiner keeps: for an examiner that hangs.
_SPARE_SECONDS = 120.0


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


@dataclass
class _Paper:
    submission: Submission
    contents: Contents
    terms: Terms
    tries: int = 0
    alone: bool = False


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
        self.paper: _Paper | None = None
        self._killed_by_us = False
        self._send(Kind.SETUP, setup.plain())

    def _send(self, kind: Kind, tree: object) -> None:
        send_plain(self.sock, kind, tree)

    def receive(self) -> tuple[Kind, Any]:
        """The next message. Raises EOFError or WireError when the examiner has died."""
        kinds = {Kind.DONE, Kind.RESULT, Kind.FAULT}
        return receive_plain(self.sock, kinds, caps=CAPS)

    def hand_out(self, paper: _Paper) -> None:
        """Give it a paper to grade."""
        self.paper = paper
        self.since = time.monotonic()
        paper.tries += 1
        job = {
            "student": paper.submission.student,
            "files": paper.contents.files,
            "problems": {name: list(p) for name, p in paper.contents.problems.items()},
            "terms": paper.terms.plain(),
        }
        with contextlib.suppress(EOFError):  # it has died; receiving will tell
            self._send(Kind.JOB, job)

    def kill(self) -> None:
        """End it at once; receiving from it tells."""
        self._killed_by_us = True
        self._process.kill()

    @property
    def was_killed(self) -> bool:
        """Whether it has ended because somebody else killed it: the system, for want of memory."""
        return self._process.returncode == -signal.SIGKILL and not self._killed_by_us

    def stop(self) -> str:
        """Let it end, with its zygote and candidates; gives the end of what it printed."""
        self.sock.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        with self._log:
            self._log.seek(0)
            return self._log.read()[-2000:].decode("utf-8", "replace").strip()


class Pool:
    """Grades papers on ``jobs`` examiners.

    Args:
        setup: what each examiner is told.
        jobs: how many examiners.
        file_mb: the largest file that is read, in MiB.
    """

    def __init__(self, setup: Setup, *, jobs: int, file_mb: int) -> None:
        self._setup = setup
        self._jobs = jobs
        self._file_mb = file_mb
        self._selector = selectors.DefaultSelector()
        self._examiners: list[ExaminerProcess] = []
        self._queue: deque[_Paper] = deque()
        self._starved: deque[_Paper] = deque()
        self._first: Ready | None = None
        self._patience = _READY_SECONDS
        self._losses = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for examiner in self._examiners:
            examiner.stop()
        self._selector.close()

    def prepare(self, papers: int) -> Ready:
        """Start the examiners for so many papers and wait for the first to be ready.

        Raises:
            GraderError: an examiner can't start; what it says is in the message.
        """
        for _ in range(max(1, min(self._jobs, papers))):
            self._start()
        while self._first is None:
            for examiner in self._ready():
                list(self._hear(examiner))
        return self._first

    def grade(
        self, submissions: Sequence[Submission], terms: Terms | None = None
    ) -> Iterator[Graded]:
        """Grade all; results come as they are ready, in no particular order.

        Args:
            submissions: what to grade.
            terms: how they sit the exam; by default as students do.
        """
        terms = terms or Terms()
        return self.grade_each([(submission, terms) for submission in submissions])

    def grade_each(self, papers: Sequence[tuple[Submission, Terms]]) -> Iterator[Graded]:
        """As ``grade``, each paper on terms of its own."""
        limits = self._setup.load().limits
        self._patience = (
            limits.submission_seconds * WALL_PER_CPU + limits.wall_seconds * 3 + _SPARE_SECONDS
        )
        waiting = deque(papers)
        open_papers = len(waiting)
        for examiner in self._idle():
            self._feed(examiner, waiting)
        while open_papers:
            for examiner in self._ready():
                for graded in self._hear(examiner):
                    open_papers -= 1
                    yield graded
            for examiner in self._idle():
                self._feed(examiner, waiting)
            self._feed_alone()

    def _feed_alone(self) -> None:
        """When there is nothing else to do: papers that a busy machine may have failed."""
        idle = self._idle()
        quiet = all(e.is_ready and e.paper is None for e in self._examiners)
        if self._starved and idle and quiet:
            paper = self._starved.popleft()
            paper.alone, paper.tries = True, 0
            idle[0].hand_out(paper)

    def _idle(self) -> list[ExaminerProcess]:
        return [e for e in self._examiners if e.is_ready and e.paper is None]

    def _start(self) -> None:
        examiner = ExaminerProcess(self._setup)
        self._examiners.append(examiner)
        self._selector.register(examiner.sock, selectors.EVENT_READ, examiner)

    def _ready(self) -> list[ExaminerProcess]:
        ready = [key.data for key, _ in self._selector.select(_LOOK_SECONDS)]
        now = time.monotonic()
        for examiner in self._examiners:
            patience = self._patience if examiner.paper is not None else _READY_SECONDS
            busy = examiner.paper is not None or not examiner.is_ready
            if busy and examiner not in ready and now - examiner.since > patience:
                examiner.kill()
        return ready

    def _feed(self, examiner: ExaminerProcess, waiting: deque[tuple[Submission, Terms]]) -> None:
        if self._queue:
            examiner.hand_out(self._queue.popleft())
        elif waiting:
            submission, terms = waiting.popleft()
            contents = submission.read(file_mb=self._file_mb)
            examiner.hand_out(_Paper(submission, contents, terms))

    def _hear(self, examiner: ExaminerProcess) -> Iterator[Graded]:
        try:
            kind, tree = examiner.receive()
        except (EOFError, WireError) as error:
            yield from self._replace(examiner, str(error))
            return
        if kind is Kind.FAULT:
            if examiner.paper is not None:
                yield from self._replace(examiner, tree["message"])
                return
            raise ExamError(tree["message"], hint=tree["hint"])
        if kind is Kind.DONE:
            examiner.is_ready = True
            self._first = self._first or Ready.from_plain(tree)
            return
        paper, examiner.paper = examiner.paper, None
        assert paper is not None
        if tree["starved"] and not paper.alone:
            self._starved.append(paper)
            return
        result = RESULT.validate_python(tree["result"], strict=False)
        if paper.contents.holds_no_notebook:
            result = replace(result, notes=(_no_notebook(paper.contents),))
        accounts = tuple(map(Account.from_plain, tree["accounts"]))
        yield Graded(paper.submission, result, paper.contents, accounts, tree["failed"])

    def _replace(self, examiner: ExaminerProcess, reason: str) -> Iterator[Graded]:
        """An examiner has died: start another; its paper is tried again, or set aside."""
        self._selector.unregister(examiner.sock)
        self._examiners.remove(examiner)
        log = examiner.stop()
        paper = examiner.paper
        if paper is None and self._first is not None and self._losses < _MAX_LOSSES:
            self._losses += 1
            self._start()
            return
        if paper is None and examiner.was_killed:
            raise ExamError(
                "an examiner was killed from outside while it was getting ready, most likely since "
                "memory ran out",
                hint="Allow more memory, or grade fewer submissions at a time with --jobs.",
            )
        if paper is None:
            raise ExamError(
                "an examiner ended while it was getting ready",
                hint=log or "Run grader doctor to see what works here.",
            )
        self._start()
        if paper.tries < _TRIES:
            self._queue.append(paper)
            return
        message = text(
            "The examiner ended while it graded this submission ({reason}).", reason=reason[:300]
        )
        if examiner.was_killed:
            message = text(
                "The examiner was killed from outside while it graded this submission, perhaps "
                "since this machine is out of memory."
            )
        yield Graded(paper.submission, self._not_graded(paper, message), paper.contents)

    def _not_graded(self, paper: _Paper, message: Text) -> SubmissionResult:
        assignment = self._setup.load()
        return not_graded_submission(paper.submission.student, assignment, message)


def _no_notebook(contents: Contents) -> Text:
    if not contents.passed_over:
        return text("There is no notebook here: nothing was handed in.")
    names = ", ".join(contents.passed_over)
    return text("There is no notebook here, only other files: {names}", names=names)
