"""Has views made beside the grading: never waits for one until it is asked to, never fails.

Each maker has a few orders at a time; the rest waits here as names and paths, so that a slow maker
costs neither time nor memory. A maker that dies loses the view that it was making.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from grader.intake.submissions import Submission
from grader.outcome import Text
from grader.report.folder import feedback_name, remove_view_parts
from grader.views.maker import MAX_ORDER, Order, PageWriter, Setup, digest
from grader.views.page import INTERRUPTED, NOT_MADE

_AHEAD = 4  # orders that a maker has at a time
_LEAST_PRIORITY = 19
_MAX_LOSSES = 5
_PATIENCE = 300.0  # beyond all limits of one submission
_WORTH_ANOTHER = 20  # views that are left for each maker that is started at the end
_LOOK_SECONDS = 1.0
_STOP_SECONDS = 10.0


class _MakerProcess:
    """One maker, from the orchestrator's side."""

    def __init__(self, setup: Setup) -> None:
        self.sock, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "grader.views.maker", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        with contextlib.suppress(OSError):  # its zygote and converters inherit it
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _LEAST_PRIORITY)
        self.orders: deque[Order] = deque()
        self.heard = time.monotonic()
        self.sock.send(json.dumps(setup.plain()).encode())
        self.sock.setblocking(False)

    def send(self, order: Order) -> None:
        """Raises OSError where it is gone."""
        if not self.orders:
            self.heard = time.monotonic()
        self.sock.send(order.encode())
        self.orders.append(order)

    def receive(self) -> tuple[str, bool] | None:
        """Of whom a view was asked for and whether it was made; None where there is no answer yet.

        Raises:
            OSError: it is gone.
        """
        try:
            data = self.sock.recv(1 << 16)
        except BlockingIOError:
            return None
        if not data:
            raise ConnectionResetError("the maker is gone")
        self.heard = time.monotonic()
        order = self.orders.popleft()
        return order.student, bool(json.loads(data)["made"])

    def kill(self) -> None:
        """End it at once; its zygote and converters die with it. Safe to call twice."""
        self._process.kill()
        self._process.wait()
        self.sock.close()

    def stop(self) -> None:
        """Let it end its zygote and itself, where it has nothing to do; else end it at once."""
        if not self.orders:
            self.sock.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_STOP_SECONDS)
        self.kill()


class BackgroundViews:
    """The views of one run. On leaving, what was not made gets a page that says so.

    Args:
        setup: what makers are told.
        makers: how many may work at the end, when there is nothing to grade any more.
    """

    def __init__(self, setup: Setup, *, makers: int = 1) -> None:
        self._setup = setup
        self._most = makers
        self._makers: list[_MakerProcess] = []
        self._waiting: deque[Order] = deque()
        self._losses = 0
        self._asked = 0
        self._writer: PageWriter | None = None
        self.done = 0
        self.not_made = 0
        self.missing: set[str] = set()

    def __enter__(self) -> BackgroundViews:
        return self

    def __exit__(self, *_: object) -> None:
        """End all makers; views that are not there yet become pages that say so."""
        for maker in self._makers:
            maker.stop()
            self._waiting.extend(maker.orders)
        self._makers.clear()
        while self._waiting:
            self._give_up(self._waiting.popleft(), INTERRUPTED)
        if self._asked:
            remove_view_parts(Path(self._setup.feedback))

    @property
    def left(self) -> int:
        """How many are not made yet."""
        return self._asked - self.done

    def ask(
        self,
        student: str,
        submission: Submission,
        hashes: Mapping[str, str],
        language: str,
        page: str | None = None,
    ) -> None:
        """Have a view made some time; never blocks.

        Args:
            student: whose page it is.
            submission: where its files are.
            hashes: of the files that were graded, by name.
            language: of the view.
            page: the file name of the student's feedback page, where it isn't the usual one.
        """
        page = page or feedback_name(student)
        order = Order(student, submission.sources, digest(hashes), language, page)
        self._asked += 1
        if len(order.encode()) > MAX_ORDER:  # hundreds of files, each named one by one
            self._give_up(order, NOT_MADE)
            return
        self._waiting.append(order)
        if not self._makers and self._losses < _MAX_LOSSES:
            self._start()
        self._turn()

    def finish(self, tell: Callable[[int, int], None]) -> None:
        """Wait for what is left.

        Args:
            tell: is told how many are done, and of how many, whenever that changes.
        """
        extra = min(self._most - 1, self.left // _WORTH_ANOTHER)
        for _ in range(extra if self._makers else 0):
            self._start()
        if not self._asked:
            return
        told = -1
        while self.left:
            if self.done != told:
                told = self.done
                tell(self.done, self._asked)
            select.select([maker.sock for maker in self._makers], [], [], _LOOK_SECONDS)
            self._end_hung()
            self._turn()
        tell(self.done, self._asked)

    def _start(self) -> None:
        try:
            self._makers.append(_MakerProcess(self._setup))
        except OSError:
            self._losses += 1

    def _turn(self) -> None:
        """Take what has come, and hand out what makers have room for."""
        for maker in list(self._makers):
            try:
                while maker.orders and (answer := maker.receive()) is not None:
                    student, made = answer
                    self.done += 1
                    if not made:
                        self._miss(student)
                while self._waiting and len(maker.orders) < _AHEAD:
                    maker.send(self._waiting[0])
                    self._waiting.popleft()
            except OSError:
                self._lose(maker)
        while self._waiting and not self._makers:
            self._give_up(self._waiting.popleft(), NOT_MADE)

    def _end_hung(self) -> None:
        now = time.monotonic()
        for maker in self._makers:
            if maker.orders and now - maker.heard > _PATIENCE:
                maker.kill()
                self._lose(maker)
                return

    def _lose(self, maker: _MakerProcess) -> None:
        """A maker died: the view that it was making is lost, another goes on with the rest."""
        maker.kill()
        self._makers.remove(maker)
        if maker.orders:
            self._give_up(maker.orders.popleft(), NOT_MADE)
        self._waiting.extendleft(reversed(maker.orders))
        self._losses += 1
        if self._losses < _MAX_LOSSES:
            self._start()

    def _give_up(self, order: Order, reason: Text) -> None:
        self.done += 1
        self._miss(order.student)
        with contextlib.suppress(OSError):  # a full disk: there is no page at all then
            self._writer = self._writer or PageWriter(self._setup)
            self._writer.write(order, problem=reason)

    def _miss(self, student: str) -> None:
        self.not_made += 1
        self.missing.add(student)
