"""Examiners on this machine: starts them, hands out papers, takes back results.

A paper whose examiner dies is tried once more on a fresh one and is then set aside as not graded.
One that ran out of time on a busy machine is graded again at the end, alone.
What is done with results is the caller's business.
"""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Iterator, Sequence

from grader.batch.examiners import (
    READY_SECONDS,
    TRIES,
    ExaminerProcess,
    Graded,
    Paper,
    lost,
    patience,
)
from grader.errors import ExamError, WireError
from grader.exam.protocol import Ready, Setup, Terms
from grader.intake.submissions import Submission
from grader.wire.messages import Kind

_LOOK_SECONDS = 1.0
_MAX_LOSSES = 10  # of examiners that had nothing to do


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
        self._queue: deque[Paper] = deque()
        self._starved: deque[Paper] = deque()
        self._first: Ready | None = None
        self._patience = READY_SECONDS
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
        self._patience = patience(self._setup.load().limits)
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
            _hand_out(paper, idle[0])

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
            patience = self._patience if examiner.paper is not None else READY_SECONDS
            busy = examiner.paper is not None or not examiner.is_ready
            if busy and examiner not in ready and now - examiner.since > patience:
                examiner.kill()
        return ready

    def _feed(self, examiner: ExaminerProcess, waiting: deque[tuple[Submission, Terms]]) -> None:
        if self._queue:
            _hand_out(self._queue.popleft(), examiner)
        elif waiting:
            submission, terms = waiting.popleft()
            _hand_out(Paper.read(submission, terms, file_mb=self._file_mb), examiner)

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
        graded = paper.graded(tree)
        if graded is None:
            self._starved.append(paper)
        else:
            yield graded

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
        if paper.tries < TRIES:
            self._queue.append(paper)
        else:
            yield paper.set_aside(self._setup.load(), lost(reason, killed=examiner.was_killed))


def _hand_out(paper: Paper, examiner: ExaminerProcess) -> None:
    examiner.paper = paper
    paper.tries += 1
    examiner.ask(paper.job())
