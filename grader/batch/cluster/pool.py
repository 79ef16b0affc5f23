"""Grades papers on a cluster: the same calls as of ``grader.batch.pool``, other machines.

A few more papers are on their way than the workers can grade at a time, so that none waits and
little is lost. Each goes to the workers that fit, by name: Dask gives it to another of them when
one dies, and here it is sent once more when all of them are gone, or the scheduler was. A paper
that two workers died over is set aside as not graded.
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
_MAX_LOSSES = 6  # of workers that had one paper to grade
_AHEAD = 2  # papers on their way for each that can be graded at a time
_TOPICS = (worker.BEGUN, "all")  # what workers begin, and when Dask loses one
_LOST = ("cancelled", "lost", "error")
_DEADLY = text("Two workers of the cluster died while they graded this submission.")


@dataclass(eq=False)
class _Flight:
    """A paper on its way.

    ``workers`` are those that may take it; ``deaths`` those that died while they graded it, as far
    as they could still say that they had begun; ``losses`` all that died and had it to grade;
    ``given_up`` is how often Dask gave it up since too many workers died that it waited on;
    ``keys`` are Dask's names for it, a new one each time that it is sent.
    """

    paper: Paper
    deaths: int = 0
    losses: int = 0
    given_up: int = 0
    future: Any = None
    workers: frozenset[str] = frozenset()
    keys: list[str] = field(default_factory=list)


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
        self._setup = worker.pack({**setup.plain(), "course": "", "device": _device(devices)})
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
        self._starved: deque[_Flight] = deque()
        self._landed: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._events: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._begun: dict[str, set[str]] = {}
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
                for topic in _TOPICS:
                    client.unsubscribe_topic(topic)

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
        while waiting or self._again or self._flying or self._starved:
            self._look()
            self._take_off(waiting)
            for future in self._arrivals():
                yield from self._hear(future)
            for paper in self._deadly():
                yield paper.set_aside(self._assignment, _DEADLY)

    # On the way out.

    def _take_off(self, waiting: deque[tuple[Submission, Terms]]) -> None:
        while (self._again or waiting) and len(self._flying) < self._room * _AHEAD:
            if not self._is_well():
                return
            if self._again:
                self._launch(self._again.popleft())
            else:
                submission, terms = waiting.popleft()
                self._launch(_Flight(Paper.read(submission, terms, file_mb=self._file_mb)))
        quiet = not (self._flying or self._again or waiting)
        if self._starved and quiet and self._room:
            flight = self._starved.popleft()
            flight.paper.alone, flight.paper.tries = True, 0
            self._launch(flight)

    def _launch(self, flight: _Flight) -> None:
        key = f"grader-paper-{secrets.token_hex(8)}"
        job = worker.pack(
            {
                "job": flight.paper.job(),
                "paper": key,
                "fitness": self._fitness,
                "devices": self._devices,
            }
        )
        flight.workers = self._fit()
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
        except (CancelledError, TimeoutError, OSError):
            # Lost with the worker, the scheduler or the connection.
            with contextlib.suppress(OSError):
                self._cluster.client.cancel([future])
            self._again.append(flight)
        except KilledWorker:
            yield from self._given_up(flight)
        except Exception as error:  # whatever a worker raised over it
            reason = f"{type(error).__name__}: {error}"
            yield from self._died(flight, lost(reason, killed=False))
        else:
            yield from self._answered(flight, answer)

    def _answered(self, flight: _Flight, answer: dict[str, Any]) -> Iterator[Graded]:
        if "fault" in answer:
            self._again.append(flight)
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

    def _given_up(self, flight: _Flight) -> Iterator[Graded]:
        flight.given_up += 1
        if flight.deaths + flight.given_up < TRIES:
            self._again.append(flight)
        else:
            self._forget(flight)
            yield flight.paper.set_aside(self._assignment, _DEADLY)

    def _died(self, flight: _Flight, reason: Text) -> Iterator[Graded]:
        flight.paper.tries += 1
        if flight.paper.tries < TRIES:
            self._again.append(flight)
        else:
            self._forget(flight)
            yield flight.paper.set_aside(self._assignment, reason)

    def _forget(self, flight: _Flight) -> None:
        for key in flight.keys:
            self._sent.pop(key, None)
            self._begun.pop(key, None)

    # Workers that come and go.

    def _leave_out(self, answer: dict[str, Any]) -> None:
        """A worker can't grade at all. Raises ExamError where no other is left."""
        message, hint = answer["fault"]
        self._cluster.leave_out(answer["worker"], message)
        self._looked = 0.0
        if not self._fit():
            raise ExamError(message, hint=hint)

    def _deadly(self) -> Iterator[Paper]:
        """Papers that two workers have died over; the others of a dead worker go on by Dask."""
        while not self._events.empty():
            _, event = self._events.get()
            if "paper" in event:
                self._begun.setdefault(event["paper"], set()).add(event["worker"])
            elif event.get("action") == "remove-worker" and not event.get("expected"):
                for key in event["processing-tasks"]:
                    yield from self._bereaved(key, event["worker"])

    def _bereaved(self, key: str, address: str) -> Iterator[Paper]:
        flight = self._sent.get(key)
        if flight is None:
            return
        flight.losses += 1
        flight.deaths += address in self._begun.get(key, ())
        if flight.deaths >= TRIES or flight.losses >= _MAX_LOSSES:
            if self._flying.pop(flight.keys[-1], None) is not None:
                self._cluster.client.cancel([flight.future], force=True)
            elif flight in self._again:
                self._again.remove(flight)
            self._forget(flight)
            yield flight.paper

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
                self._again.append(flight)

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
        self._again.extend(self._flying.values())
        self._flying.clear()
        for topic in _TOPICS:
            client.subscribe_topic(topic, self._events.put)
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
