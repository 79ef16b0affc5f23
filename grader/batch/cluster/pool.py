"""Grades papers on a cluster: the same calls as of ``grader.batch.pool``, other machines.

A few more papers are on their way than the workers can grade at a time, so that none waits and
little is lost. Each goes to the workers that fit, by name, and is sent once more when all of them
are gone, or the scheduler was.

Who is to blame for a worker that dies can't be told from what it had to grade just then. So these
papers wait until all others are graded, and then have a worker to themselves: if that one dies as
well, the paper is set aside as not graded.
"""

from __future__ import annotations

import contextlib
import queue
import secrets
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgpack
from distributed import CancelledError, KilledWorker

from grader.batch.cluster import bundle, worker
from grader.batch.cluster.client import Cluster
from grader.batch.cluster.fitness import Fitness
from grader.batch.examiners import TRIES, Graded, Paper, lost
from grader.errors import ExamError
from grader.exam.protocol import Ready, Setup, Terms
from grader.intake.submissions import Submission
from grader.outcome import Text, text

_LOOK_SECONDS = 2.0
_TICK_SECONDS = 0.2
_FETCH_SECONDS = 60.0
_FAREWELL_SECONDS = 10.0
_AHEAD = 2  # papers on their way for each that can be graded at a time
_TOPIC = "all"  # of Dask's events, among them that a worker is gone
_LOST = ("cancelled", "lost", "error")
_DEADLY = text("Two workers of the cluster died while they graded this submission.")


@dataclass(eq=False)
class _Flight:
    """A paper on its way.

    ``workers`` are those that may take it; ``losses`` is how many died that had it to grade;
    ``keys`` are Dask's names for it, a new one each time that it is sent, and ``alone`` the one
    under which it has a worker to itself.
    """

    paper: Paper
    losses: int = 0
    future: Any = None
    workers: frozenset[str] = frozenset()
    keys: list[str] = field(default_factory=list)
    alone: str = ""


class ClusterPool:
    """Grades papers on a cluster's workers.

    Args:
        cluster: the connection.
        setup: what each examiner is told.
        devices: those that the tests have to run on.
        file_mb: the largest file that is read, in MiB.
    """

    def __init__(
        self, cluster: Cluster, setup: Setup, *, devices: tuple[str, ...], file_mb: int
    ) -> None:
        self._cluster = cluster
        self._assignment = setup.load()
        # Paths mean nothing on other machines.
        memory = setup.memory if cluster.is_local else ""
        theirs = {"course": "", "memory": memory, "device": _device(devices)}
        self._setup = worker.pack({**setup.plain(), **theirs})
        self._devices = devices
        self._needs_gpu = "cuda" in devices
        self._file_mb = file_mb
        self._fitness = Fitness.of_this_process().plain()
        self._packed = bundle.pack(self._assignment)
        self._course: Any = None
        self._carriers: frozenset[str] = frozenset()  # workers that may make the course's bytes
        self._flying: dict[str, _Flight] = {}
        self._sent: dict[str, _Flight] = {}  # by every key; word of a death may come late
        self._again: deque[_Flight] = deque()
        self._suspects: deque[_Flight] = deque()  # each was lost with a worker
        self._starved: deque[_Flight] = deque()
        self._landed: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._events: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._looked = 0.0
        self._room = 0
        self._is_waiting = False

    def __enter__(self) -> ClusterPool:
        return self

    def __exit__(self, *_: object) -> None:
        # Whatever becomes of it, all that was graded has been recorded.
        farewell = threading.Thread(target=self._take_leave, daemon=True)
        farewell.start()
        farewell.join(_FAREWELL_SECONDS)

    def _take_leave(self) -> None:
        client = self._cluster.client
        with contextlib.suppress(Exception):
            if self._cluster.is_connected:
                client.cancel([flight.future for flight in self._flying.values()])
                key = worker.run_key(self._packed, self._setup)
                client.run(worker.release, key, workers=sorted(self._cluster.fit))
                client.unsubscribe_topic(_TOPIC)

    def prepare(self, papers: int) -> Ready:
        """Let one worker get ready, and say what it found. One that can't is left out.

        Raises:
            GraderError: an examiner can't start on any; what the last one says is in the message.
        """
        answer = self._prepared()
        while "fault" in answer:
            self._leave_out(answer)
            answer = self._prepared()
        ready = Ready.from_plain(answer["ready"])
        if ready.devices != self._devices:
            raise ExamError(
                f"a worker grades on {', '.join(ready.devices)}, not on {', '.join(self._devices)}",
                hint='Workers with a GPU are started with --resources "GPU=1", others without.',
            )
        return ready

    def _prepared(self) -> dict[str, Any]:
        while True:
            self._wait_for_room()
            key = f"grader-ready-{secrets.token_hex(8)}"
            future = self._submit(worker.prepare, key, self._fit())
            while future.status == "pending":
                time.sleep(_TICK_SECONDS)
                self._look()
                if not self._is_well() or not self._room:
                    break
            if future.status == "pending":
                continue  # lost on the way
            with contextlib.suppress(CancelledError, KilledWorker, TimeoutError, OSError):
                return dict(_fetched(future))

    def grade_each(self, papers: Sequence[tuple[Submission, Terms]]) -> Iterator[Graded]:
        """Grade all, each on terms of its own; results come in no particular order."""
        waiting = deque(papers)
        while waiting or self._again or self._flying or self._suspects or self._starved:
            self._look()
            self._take_off(waiting)
            for future in self._arrivals():
                yield from self._hear(future)
            yield from self._bereaved()

    # On the way out.

    def _take_off(self, waiting: deque[tuple[Submission, Terms]]) -> None:
        while (self._again or waiting) and len(self._flying) < self._room * _AHEAD:
            if not self._is_well() or any(flight.alone for flight in self._flying.values()):
                return
            if self._again:
                self._launch(self._again.popleft())
            else:
                submission, terms = waiting.popleft()
                self._launch(_Flight(Paper.read(submission, terms, file_mb=self._file_mb)))
        if self._room and not (self._again or waiting):
            self._take_off_alone()

    def _take_off_alone(self) -> None:
        """When all others are graded: suspects, each on a worker of its own; and at last, one at a
        time, what a busy machine may have failed."""
        flying = self._flying.values()
        if not self._is_well() or any(not flight.alone for flight in flying):
            return
        fit = self._fit()
        if self._suspects:
            for address in self._idle(fit.difference(*(flight.workers for flight in flying))):
                if self._suspects:
                    self._launch(self._suspects.popleft(), address)
        if self._starved and fit and not (self._flying or self._suspects):
            flight = self._starved.popleft()
            flight.paper.alone, flight.paper.tries = True, 0
            self._launch(flight, min(fit))

    def _idle(self, addresses: frozenset[str]) -> list[str]:
        """Those workers that are grading nothing: what was taken back may still run there."""
        try:
            answers = self._cluster.ask_each(worker.is_idle, addresses)
        except OSError:
            return []
        return sorted(address for address, is_idle in answers.items() if is_idle is True)

    def _launch(self, flight: _Flight, address: str = "") -> None:
        """Send a paper to any worker that fits, or to one that has nothing else to do."""
        key = f"grader-paper-{secrets.token_hex(8)}"
        job = worker.pack(
            {
                "job": flight.paper.job(),
                "fitness": self._fitness,
                "devices": self._devices,
            }
        )
        flight.workers = frozenset([address]) if address else self._fit()
        flight.alone = key if address else ""
        flight.future = self._submit(worker.grade, key, flight.workers, job)
        flight.keys.append(key)
        self._flying[key] = self._sent[key] = flight
        flight.future.add_done_callback(self._landed.put)

    def _submit(self, function: Any, key: str, workers: frozenset[str], *more: bytes) -> Any:
        assert workers  # Dask takes an empty list for "any"
        return self._cluster.client.submit(
            function,
            self._course,
            self._setup,
            *more,
            key=key,
            pure=False,
            workers=sorted(workers),
            resources={"GPU": 1} if self._needs_gpu else None,
        )

    def _fit(self) -> frozenset[str]:
        return frozenset(self._cluster.usable(gpu=self._needs_gpu))

    # On the way back.

    def _arrivals(self) -> Iterator[Any]:
        """Futures that are done; waits for one, but not for long."""
        try:
            yield self._landed.get(timeout=_TICK_SECONDS)
            while True:
                yield self._landed.get_nowait()
        except queue.Empty:
            return

    def _hear(self, future: Any) -> Iterator[Graded]:
        flight = self._flying.get(future.key)
        if flight is None or flight.future is not future:
            return  # of a paper that was sent again, or set aside
        del self._flying[future.key]
        try:
            answer = _fetched(future)
        except (CancelledError, KilledWorker, TimeoutError, OSError):
            # Lost with the worker, the scheduler or the connection.
            with contextlib.suppress(OSError):
                self._cluster.client.cancel([future])
            self._send_back(flight)
        except Exception as error:  # whatever a worker raised over it
            reason = f"{type(error).__name__}: {error}"
            yield from self._died(flight, lost(reason, killed=False))
        else:
            yield from self._answered(flight, answer)

    def _answered(self, flight: _Flight, answer: dict[str, Any]) -> Iterator[Graded]:
        if "fault" in answer:
            self._send_back(flight)
            self._leave_out(answer)
        elif "died" in answer:
            yield from self._died(flight, lost(answer["died"], killed=answer["killed"]))
        else:
            graded = flight.paper.graded(answer["answer"])
            if graded is None:
                self._starved.append(flight)
            else:
                self._forget(flight)
                yield graded

    def _died(self, flight: _Flight, reason: Text) -> Iterator[Graded]:
        """An examiner ended over it, not a worker."""
        flight.paper.tries += 1
        if flight.paper.tries < TRIES:
            self._send_back(flight)
        else:
            yield self._set_aside(flight, reason)

    def _send_back(self, flight: _Flight) -> None:
        """It is to be sent again."""
        (self._suspects if flight.losses else self._again).append(flight)

    def _set_aside(self, flight: _Flight, reason: Text) -> Graded:
        self._forget(flight)
        return flight.paper.set_aside(self._assignment, reason)

    def _forget(self, flight: _Flight) -> None:
        for key in flight.keys:
            self._sent.pop(key, None)

    # Workers that come and go.

    def _leave_out(self, answer: dict[str, Any]) -> None:
        """A worker can't grade at all. Raises ExamError where no other is left."""
        message, hint = answer["fault"]
        self._cluster.leave_out(answer["worker"], message)
        self._looked = 0.0
        if not self._fit():
            raise ExamError(message, hint=hint)

    def _bereaved(self) -> Iterator[Graded]:
        """Hear which workers have died, and what becomes of the papers that they had to grade."""
        while not self._events.empty():
            _, event = self._events.get()
            if event.get("action") == "remove-worker" and not event.get("expected"):
                self._looked = 0.0
                for key in event["processing-tasks"]:
                    if key in self._sent:
                        yield from self._suspect(key, self._sent[key])

    def _suspect(self, key: str, flight: _Flight) -> Iterator[Graded]:
        """A worker has died that had a paper to grade, under that key."""
        flight.losses += 1
        if key == flight.alone and flight.losses >= TRIES:
            self._take_back(flight)
            yield self._set_aside(flight, _DEADLY)
        elif self._take_back(flight):
            self._suspects.append(flight)

    def _take_back(self, flight: _Flight) -> bool:
        """Whether it was on its way, or about to be; it is no longer."""
        if self._flying.pop(flight.keys[-1], None) is not None:
            with contextlib.suppress(OSError):
                self._cluster.client.cancel([flight.future], force=True)
            return True
        for queue_ in (self._again, self._suspects):
            if flight in queue_:
                queue_.remove(flight)
                return True
        return False

    def _is_well(self) -> bool:
        """Whether what was sent has not been lost with the connection, the scheduler or workers."""
        lost = self._course is None or self._course.status in _LOST
        return self._cluster.is_connected and not lost

    def _wait_for_room(self) -> None:
        self._look()
        while not self._room:
            time.sleep(_TICK_SECONDS)
            self._look()

    def _look(self) -> None:
        """Now and then: is the scheduler there, and which workers are?"""
        if not self._cluster.is_connected:
            self._cluster.reconnect()
            self._course = None  # what was sent before is not known there any more
            self._looked = 0.0
        if time.monotonic() - self._looked >= _LOOK_SECONDS:
            try:
                self._cluster.look()
            except (OSError, TimeoutError):  # just lost; the next look sees it
                return
            self._room = self._cluster.room(gpu=self._needs_gpu)
            self._looked = time.monotonic()
            self._tell_of_waiting()
        if not self._room:
            return
        if not self._is_well() or not self._carriers & self._fit():
            self._start_again()
        for key, flight in list(self._flying.items()):
            if not flight.workers & self._fit():  # none of those that may take it is left
                del self._flying[key]
                self._cluster.client.cancel([flight.future])
                self._send_back(flight)

    def _tell_of_waiting(self) -> None:
        if self._room:
            self._is_waiting = False
        elif not self._is_waiting:
            self._is_waiting = True
            what = "worker with a GPU" if self._needs_gpu else "worker"
            self._cluster.tell(f"No {what} is left; waiting for one. Ctrl-C ends the run.")

    def _start_again(self) -> None:
        """Send the course, and once more all that was on its way."""
        client = self._cluster.client
        with contextlib.suppress(OSError):  # the connection may just have been lost, again
            client.cancel([flight.future for flight in self._flying.values()])
        for flight in self._flying.values():
            self._send_back(flight)
        self._flying.clear()
        client.subscribe_topic(_TOPIC, self._events.put)
        self._carriers = self._fit()
        self._course = client.submit(
            worker.carry,
            self._packed,
            key=f"grader-course-{secrets.token_hex(8)}",
            pure=False,
            workers=sorted(self._carriers),
        )


def _fetched(future: Any) -> dict[str, Any]:
    """What a worker has answered, which lies there until it is fetched.

    Raises:
        TimeoutError: it was lost with its worker.
        CancelledError: the connection was lost.
        KilledWorker: Dask has given the task up.
    """
    give_up = time.monotonic() + _FETCH_SECONDS
    while True:
        try:
            answer: dict[str, Any] = msgpack.unpackb(
                future.result(timeout=_LOOK_SECONDS), strict_map_key=False
            )
            return answer
        except TimeoutError:
            if future.status != "finished" or time.monotonic() > give_up:
                raise


def _device(devices: tuple[str, ...]) -> str:
    return devices[0] if len(devices) == 1 else "auto"
