"""What runs on a Dask worker: importable functions, bytes in and bytes out.

A worker process keeps its examiners warm, one for each of its threads: each is a process of its
own, as in a local run, and so are the zygote and the candidates below it. The worker itself never
runs student code.
"""

from __future__ import annotations

import contextlib
import hashlib
import select
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgpack
from distributed import get_worker

from grader.batch.cluster.bundle import unpack
from grader.batch.cluster.fitness import Fitness
from grader.batch.examiners import READY_SECONDS, ExaminerProcess, patience
from grader.errors import ExamError, GraderError, WireError
from grader.exam.protocol import Ready, Setup
from grader.sandbox import readable_by_candidates
from grader.sandbox.provider import Choice
from grader.wire.messages import Kind

BEGUN = "grader-begun"


def describe() -> bytes:
    """What this worker has (``Fitness``)."""
    return pack(Fitness.of_this_process().plain())


def carry(course: bytes) -> bytes:
    """The course itself: a task whose result every worker can have from the others."""
    return course


def prepare(course: bytes, setup: bytes) -> bytes:
    """Start an examiner, and say what its control run showed (``Ready``) or why there is none."""
    try:
        with _WARM.examiner(course, setup) as warm:
            return pack({"ready": warm.ready.plain()})
    except (GraderError, OSError) as error:
        return _fault(error)


def grade(course: bytes, setup: bytes, job: bytes) -> bytes:
    """Grade one paper.

    Args:
        course: the assignment (``bundle``).
        setup: what examiners are told (``Setup``).
        job: the paper (``Paper.job``) under "job", its key under "paper", and what this worker has
            to have under "fitness" and "devices".

    Returns:
        An examiner's answer under "answer", or why there is none: "died", "unfit" or "fault".
    """
    asked = msgpack.unpackb(job)
    wanted = Fitness.from_plain(asked["fitness"])
    unfit = wanted.differences(Fitness.of_this_process())
    worker = get_worker()
    if unfit:
        return pack({"unfit": unfit, "worker": worker.address})
    worker.log_event(BEGUN, {"paper": asked["paper"], "worker": worker.address})
    try:
        with _WARM.examiner(course, setup) as warm:
            if list(warm.ready.devices) != asked["devices"]:
                unfit = [f"it grades on {', '.join(warm.ready.devices)}"]
                return pack({"unfit": unfit, "worker": worker.address})
            return pack(warm.grade(asked["job"]))
    except (GraderError, OSError) as error:
        return _fault(error)


def release(course: bytes, setup: bytes) -> None:
    """Let the examiners go that wait for papers of a run that is over."""
    _WARM.release(_key(course, setup))


def pack(tree: Any) -> bytes:
    """A tree of plain values as bytes."""
    packed: bytes = msgpack.packb(tree)
    return packed


def _fault(error: GraderError | OSError) -> bytes:
    if isinstance(error, GraderError):
        return pack({"fault": [error.message, error.hint]})
    return pack({"fault": [f"{type(error).__name__}: {error}", ""]})


def _key(course: bytes, setup: bytes) -> str:
    return hashlib.sha256(hashlib.sha256(course).digest() + setup).hexdigest()


@dataclass
class _Examiner:
    """An examiner that is ready."""

    key: str
    process: ExaminerProcess
    ready: Ready
    patience: float
    is_alive: bool = True

    def grade(self, job: dict[str, Any]) -> dict[str, Any]:
        """One paper. What comes back is the examiner's answer, or of what it died."""
        self.process.ask(job)
        try:
            kind, tree = _receive(self.process, self.patience)
        except (EOFError, WireError) as error:
            self.is_alive = False
            self.process.stop()
            return {"died": str(error), "killed": self.process.was_killed}
        if kind is Kind.FAULT:
            self.is_alive = False
            return {"died": tree["message"], "killed": False}
        return {"answer": tree}


@dataclass
class _Warm:
    """The examiners of this worker that wait for the next paper, and the courses laid out here."""

    _idle: list[_Examiner] = field(default_factory=list)
    _courses: dict[str, Path] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def examiner(self, course: bytes, setup: bytes) -> Iterator[_Examiner]:
        """An examiner for a paper; it is kept afterwards if it is still alive.

        Raises:
            GraderError: none can be had here.
        """
        key = _key(course, setup)
        with self._lock:
            mine = [examiner for examiner in self._idle if examiner.key == key][:1]
            # Those of other runs make room.
            gone = [] if mine else [item for item in self._idle if item.key != key]
            self._idle = [item for item in self._idle if item not in (*mine, *gone)]
        _stop(gone)
        examiner = mine[0] if mine else self._start(key, course, setup)
        try:
            yield examiner
        except BaseException:
            examiner.is_alive = False
            raise
        finally:
            if examiner.is_alive:
                with self._lock:
                    self._idle.append(examiner)
            else:
                _stop([examiner])

    def release(self, key: str) -> None:
        with self._lock:
            gone = [examiner for examiner in self._idle if examiner.key == key]
            self._idle = [examiner for examiner in self._idle if examiner.key != key]
        # Dask calls this from its event loop, which must not wait.
        threading.Thread(target=_stop, args=[gone]).start()

    def _start(self, key: str, course: bytes, setup: bytes) -> _Examiner:
        place = self._place(course)
        asked = replace(Setup.from_plain(msgpack.unpackb(setup)), course=str(place))
        if Choice.parse(asked.sandbox).isolated:
            root = readable_by_candidates(place)
            if root is not None:
                raise ExamError(
                    f"{place}: the hidden tests would be readable by student code here",
                    hint=f"Start the worker with a --local-directory outside of {root}.",
                )
        limits = asked.load().limits
        process = ExaminerProcess(asked)
        try:
            kind, tree = _receive(process, READY_SECONDS)
        except (EOFError, WireError) as error:
            said = process.stop()
            raise ExamError(
                "an examiner ended while it was getting ready", hint=said or str(error)
            ) from error
        if kind is Kind.FAULT:
            process.stop()
            raise ExamError(tree["message"], hint=tree["hint"])
        return _Examiner(key, process, Ready.from_plain(tree), patience(limits))

    def _place(self, course: bytes) -> Path:
        """Where the course lies on this machine: among the worker's own files."""
        name = hashlib.sha256(course).hexdigest()
        with self._lock:
            place = self._courses.get(name)
            if place is None or not place.is_dir():
                own = Path(get_worker().local_directory)
                own.mkdir(parents=True, exist_ok=True)
                place = Path(tempfile.mkdtemp(prefix="course-", dir=own)) / "course"
                unpack(course, place)
                self._courses[name] = place
            return place


def _receive(process: ExaminerProcess, seconds: float) -> tuple[Kind, Any]:
    """What an examiner says, which has so long to say it; then it is ended."""
    ready, _, _ = select.select([process.sock], [], [], seconds)
    if not ready:
        process.kill()
        raise EOFError("no answer in time")
    return process.receive()


def _stop(examiners: list[_Examiner]) -> None:
    for examiner in examiners:
        examiner.process.stop()


_WARM = _Warm()
