"""Grades papers on a cluster: the same calls as of ``grader.batch.pool``, other machines.

A few more papers are on their way than the workers can grade at a time, so that none waits and
little is lost. When a worker dies Dask gives its papers to others; one that was being graded by two
workers as they died is set aside as not graded. When the scheduler is lost all papers that were on
their way are sent again once it is back.
"""

from __future__ import annotations

import queue
import secrets
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgpack
from distributed import CancelledError, KilledWorker

from grader.batch.cluster import bundle, worker
from grader.batch.cluster.client import Cluster
from grader.batch.cluster.fitness import Fitness
from grader.batch.examiners import TRIES, Graded, Paper, lost
from grader.errors import ClusterError, ExamError
from grader.exam.protocol import Ready, Setup, Terms
from grader.intake.submissions import Submission
from grader.outcome import Text, text

_LOOK_SECONDS = 2.0
_TICK_SECONDS = 0.2
_AHEAD = 2  # papers on their way for each that can be graded at a time
_TOPICS = (worker.BEGUN, "all")  # what workers begin, and when Dask loses one
_DEADLY = text("Two workers of the cluster died while they graded this submission.")


@dataclass
class _Flight:
    """A paper on its way. ``deaths``: workers that died while they graded it."""

    paper: Paper
    deaths: int = 0
    future: Any = None


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
        self._file_mb = file_mb
        self._fitness = Fitness.of_this_process().plain()
        self._packed = bundle.pack(self._assignment)
        self._course: Any = None
        self._flying: dict[str, _Flight] = {}
        self._again: deque[_Flight] = deque()
        self._starved: deque[_Flight] = deque()
        self._landed: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._events: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._begun: dict[str, set[str]] = {}
        self._looked = 0.0
        self._room = 0

    def __enter__(self) -> ClusterPool:
        return self

    def __exit__(self, *_: object) -> None:
        client = self._cluster.client
        if self._cluster.is_connected:
            client.cancel([flight.future for flight in self._flying.values()])
            client.run(worker.release, self._packed, self._setup, on_error="ignore")
            for topic in _TOPICS:
                client.unsubscribe_topic(topic)

    def prepare(self, papers: int) -> Ready:
        """Let one worker get ready, and say what it found.

        Raises:
            GraderError: an examiner can't start there; what it says is in the message.
        """
        self._attend()
        self._look()
        future = self._submit(worker.prepare, f"grader-ready-{secrets.token_hex(8)}")
        try:
            answer = msgpack.unpackb(future.result(), strict_map_key=False)
        except (CancelledError, KilledWorker) as error:
            raise ClusterError(
                "the cluster was lost while an examiner got ready there",
                hint="Look at what scheduler and workers print, and run the same command again.",
            ) from error
        if "fault" in answer:
            message, hint = answer["fault"]
            raise ExamError(message, hint=hint)
        ready = Ready.from_plain(answer["ready"])
        if ready.devices != self._devices:
            raise ExamError(
                f"a worker grades on {', '.join(ready.devices)}, not on {', '.join(self._devices)}",
                hint="Workers with a GPU are started with --resources GPU=1, others without.",
            )
        return ready

    def grade_each(self, papers: Sequence[tuple[Submission, Terms]]) -> Iterator[Graded]:
        """Grade all, each on terms of its own; results come in no particular order."""
        waiting = deque(papers)
        while waiting or self._again or self._flying or self._starved:
            self._take_off(waiting)
            for future in self._arrivals():
                yield from self._hear(future)
            for paper in self._deadly():
                yield paper.set_aside(self._assignment, _DEADLY)
            self._look()

    # On the way out.

    def _take_off(self, waiting: deque[tuple[Submission, Terms]]) -> None:
        while (self._again or waiting) and len(self._flying) < self._room * _AHEAD:
            if self._again:
                self._launch(self._again.popleft())
            else:
                submission, terms = waiting.popleft()
                self._launch(_Flight(Paper.read(submission, terms, file_mb=self._file_mb)))
        if self._starved and not self._flying and not self._again and not waiting:
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
        flight.future = self._submit(worker.grade, key, job)
        self._flying[key] = flight
        flight.future.add_done_callback(self._landed.put)

    def _submit(self, function: Any, key: str, *more: bytes) -> Any:
        # Where a worker does not fit the others are named; where all do, also one that comes later
        # may take it.
        cluster = self._cluster
        return cluster.client.submit(
            function,
            self._course,
            self._setup,
            *more,
            key=key,
            pure=False,
            workers=sorted(cluster.fit) if cluster.unfit else None,
            resources={"GPU": 1} if "cuda" in self._devices else None,
        )

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
        self._begun.pop(future.key, None)
        if future.status != "finished":
            yield from self._failed(flight, future)
            return
        answer = msgpack.unpackb(future.result(), strict_map_key=False)
        if "unfit" in answer:
            self._looked = 0.0
            self._cluster.leave_out(answer["worker"], ", ".join(answer["unfit"]))
            self._again.append(flight)
        elif "fault" in answer:
            message, hint = answer["fault"]
            raise ExamError(message, hint=hint)
        elif "died" in answer:
            yield from self._died(flight, lost(answer["died"], killed=answer["killed"]))
        else:
            graded = flight.paper.graded(answer["answer"])
            if graded is None:
                self._starved.append(flight)
            else:
                yield graded

    def _failed(self, flight: _Flight, future: Any) -> Iterator[Graded]:
        if future.status != "error":  # the scheduler has forgotten it
            self._again.append(flight)
            return
        error = future.exception()
        if isinstance(error, KilledWorker) and flight.deaths == 0:
            # It only waited on workers that died, over others as it seems.
            self._again.append(flight)
        elif isinstance(error, KilledWorker):
            yield flight.paper.set_aside(self._assignment, _DEADLY)
        else:
            yield from self._died(flight, lost(f"{type(error).__name__}: {error}", killed=False))

    def _died(self, flight: _Flight, reason: Text) -> Iterator[Graded]:
        flight.paper.tries += 1
        if flight.paper.tries < TRIES:
            self._again.append(flight)
        else:
            yield flight.paper.set_aside(self._assignment, reason)

    # Workers that come and go.

    def _attend(self) -> None:
        """Have the scheduler tell which paper a worker begins, and which workers die."""
        client = self._cluster.client
        for topic in _TOPICS:
            client.subscribe_topic(topic, self._events.put)
        name = f"grader-course-{secrets.token_hex(8)}"
        self._course = client.submit(worker.carry, self._packed, key=name, pure=False)

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
        flight = self._flying.get(key)
        if flight is None or address not in self._begun.get(key, ()):
            return
        flight.deaths += 1
        if flight.deaths >= TRIES:
            del self._flying[key]
            self._cluster.client.cancel([flight.future], force=True)
            yield flight.paper

    def _look(self) -> None:
        """Now and then: is the scheduler there, and which workers are?"""
        if not self._cluster.is_connected:
            self._cluster.reconnect()
            self._start_again()
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return
        before = set(self._cluster.fit)
        try:
            self._room = self._cluster.look()
        except OSError:  # the connection has just been lost; the next look sees it
            return
        self._looked = time.monotonic()
        if self._cluster.unfit and before - self._cluster.fit and self._flying:
            self._start_again()  # some may wait for a worker by name that is no more

    def _start_again(self) -> None:
        """Send all that was on its way once more."""
        if self._cluster.is_connected:
            self._cluster.client.cancel([flight.future for flight in self._flying.values()])
        self._again.extend(self._flying.values())
        self._flying.clear()
        self._begun.clear()
        self._attend()
        self._looked = 0.0


def _device(devices: tuple[str, ...]) -> str:
    return devices[0] if len(devices) == 1 else "auto"
