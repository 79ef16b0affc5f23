"""What runs on a Dask worker: importable functions, bytes in and bytes out.

A worker process keeps its examiners warm, one for each of its threads: each is a process of its
own, as in a local run, and so are the zygote and the candidates below it. The worker itself never
runs student code. When a run is over its examiners go, and with the last of them the course that
was laid out here; where a run ended without a word they go after a while.
"""

from __future__ import annotations

import contextlib
import hashlib
import select
import shutil
import tempfile
import threading
import time
from collections import Counter
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

_IDLE_SECONDS = 600.0


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
        job: the paper (``Paper.job``) under "job", and what this worker has to have under "fitness"
            and "devices".

    Returns:
        An examiner's answer under "answer", or of what it died under "died"; "fault" and "worker"
        where this worker can't grade at all.
    """
    asked = msgpack.unpackb(job)
    try:
        unfit = Fitness.from_plain(asked["fitness"]).differences(Fitness.of_this_process())
        if unfit:
            raise ExamError(", ".join(unfit))
        with _WARM.examiner(course, setup) as warm:
            devices = list(warm.ready.devices)
            if devices != asked["devices"]:
                raise ExamError(f"it grades on {', '.join(devices)}")
            return pack(warm.grade(asked["job"]))
    except (GraderError, OSError) as error:
        return _fault(error)


def is_idle() -> bool:
    """Whether nothing is graded here just now."""
    return _WARM.is_idle


def release(key: str) -> None:
    """Let the examiners of a run go (``run_key``): the run is over."""
    # Dask calls this from its event loop, which must not wait.
    threading.Thread(target=_WARM.release, args=[key]).start()


def run_key(course: bytes, setup: bytes) -> str:
    """What examiners of one run have in common."""
    return hashlib.sha256(hashlib.sha256(course).digest() + setup).hexdigest()


def pack(tree: Any) -> bytes:
    """A tree of plain values as bytes."""
    packed: bytes = msgpack.packb(tree)
    return packed


def _fault(error: GraderError | OSError) -> bytes:
    if isinstance(error, GraderError):
        told = [error.message, error.hint]
    else:
        told = [f"{type(error).__name__}: {error}", ""]
    return pack({"fault": told, "worker": get_worker().address})


@dataclass
class _Examiner:
    """An examiner that is ready. ``course`` is the digest of what it examines; ``since`` is when
    it was last asked."""

    key: str
    course: str
    process: ExaminerProcess
    ready: Ready
    patience: float
    is_usable: bool = True
    since: float = field(default_factory=time.monotonic)

    def grade(self, job: dict[str, Any]) -> dict[str, Any]:
        """One paper. What comes back is the examiner's answer, or of what it died."""
        self.process.ask(job)
        try:
            kind, tree = _receive(self.process, self.patience)
        except (EOFError, WireError) as error:
            self.is_usable = False
            self.process.stop()
            return {"died": str(error), "killed": self.process.was_killed}
        if kind is Kind.FAULT:
            self.is_usable = False
            return {"died": tree["message"], "killed": False}
        return {"answer": tree}


@dataclass
class _Warm:
    """The examiners of this worker that wait for the next paper, and the courses laid out here.

    ``_users`` counts the tasks under way, by course.
    """

    _idle: list[_Examiner] = field(default_factory=list)
    _over: set[str] = field(default_factory=set)
    _courses: dict[str, Path] = field(default_factory=dict)
    _users: Counter[str] = field(default_factory=Counter)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _is_watched: bool = False

    @contextlib.contextmanager
    def examiner(self, course: bytes, setup: bytes) -> Iterator[_Examiner]:
        """An examiner for a paper; it is kept afterwards if it is still alive and may be needed.

        Raises:
            GraderError: none can be had here.
            OSError: the course can't be laid out here.
        """
        key, name = run_key(course, setup), hashlib.sha256(course).hexdigest()
        self._watch()
        with self._lock:
            self._over.discard(key)
            self._users[name] += 1
            examiner = self._taken(key)
        try:
            examiner = examiner or self._start(key, name, course, setup)
            try:
                yield examiner
            except BaseException:
                examiner.is_usable = False
                raise
            finally:
                self._give_back(examiner)
        finally:
            with self._lock:
                self._users[name] -= 1
            self._tidy()

    @property
    def is_idle(self) -> bool:
        with self._lock:
            return not +self._users

    def _taken(self, key: str) -> _Examiner | None:
        """An idle examiner of that run; those of other runs make room."""
        mine = [item for item in self._idle if item.key == key and item.process.is_alive]
        gone = [item for item in self._idle if item not in mine]
        self._idle = mine[1:]
        threading.Thread(target=_stop, args=[gone]).start()
        return mine[0] if mine else None

    def _give_back(self, examiner: _Examiner) -> None:
        examiner.since = time.monotonic()
        with self._lock:
            keep = examiner.is_usable and examiner.key not in self._over
            if keep:
                self._idle.append(examiner)
        if not keep:
            _stop([examiner])

    def release(self, key: str) -> None:
        """Let the examiners of a run go, also the one that is busy, as soon as it is not."""
        with self._lock:
            self._over.add(key)
        self._let_go(lambda examiner: examiner.key == key)

    def _watch(self) -> None:
        """Let go what nobody has asked for long: a run that was killed can not say so."""
        with self._lock:
            if self._is_watched:
                return
            self._is_watched = True
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(_IDLE_SECONDS / 10)
            long_ago = time.monotonic() - _IDLE_SECONDS
            self._let_go(lambda examiner, long_ago=long_ago: examiner.since < long_ago)

    def _let_go(self, which: Any) -> None:
        with self._lock:
            gone = [examiner for examiner in self._idle if which(examiner)]
            self._idle = [examiner for examiner in self._idle if examiner not in gone]
        _stop(gone)
        self._tidy()

    def _tidy(self) -> None:
        """Take courses away that nobody uses any more."""
        with self._lock:
            used = {examiner.course for examiner in self._idle} | set(+self._users)
            for name in set(self._courses) - used:
                shutil.rmtree(self._courses.pop(name).parent, ignore_errors=True)

    def _start(self, key: str, name: str, course: bytes, setup: bytes) -> _Examiner:
        asked = Setup.from_plain(msgpack.unpackb(setup))
        place = self._place(name, course, asked.sandbox)
        memory = asked.memory or str(place.parent / f"known-mistakes-{key[:20]}")
        asked = replace(asked, course=str(place), memory=memory)
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
        return _Examiner(key, name, process, Ready.from_plain(tree), patience(limits))

    def _place(self, name: str, course: bytes, sandbox: str) -> Path:
        """Where the course lies on this machine: among the worker's own files."""
        own = Path(get_worker().local_directory).resolve()
        root = readable_by_candidates(own) if Choice.parse(sandbox).isolated else None
        if root is not None:
            raise ExamError(
                f"{own}: the hidden tests would be readable by student code, which reads {root}",
                hint="Start the worker with another --local-directory.",
            )
        with self._lock:
            place = self._courses.get(name)
            if place is None or not place.is_dir():
                own.mkdir(parents=True, exist_ok=True)
                place = Path(tempfile.mkdtemp(prefix="course-", dir=own)) / "course"
                unpack(course, place)
                self._courses[name] = place
            return place


def _receive(process: ExaminerProcess, seconds: float) -> tuple[Kind, Any]:
    """What an examiner says, which has so long to say it; then it is ended."""
    poll = select.poll()
    poll.register(process.sock, select.POLLIN)
    if not poll.poll(seconds * 1000):
        process.kill()
        raise EOFError("no answer in time")
    return process.receive()


def _stop(examiners: list[_Examiner]) -> None:
    for examiner in examiners:
        examiner.process.stop()


_WARM = _Warm()
