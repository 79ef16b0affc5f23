"""The maker's process: ``python -m grader.views.maker FD``. One order in, one view and answer out.

Trusted, but it has no secret either: it reads the submissions again and writes pages. Orders come
one after another; what can't be made becomes a page that says so. ``background`` is the other end.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from grader.course import Assignment, load_assignment
from grader.errors import GraderError
from grader.intake.submissions import Source, Submission
from grader.outcome import Text
from grader.report.folder import write_view
from grader.report.translations import Translator
from grader.sandbox.provider import Choice
from grader.views.conversion import Converters
from grader.views.page import CHANGED, NOT_MADE, notebooks_page

MAX_ORDER = 1 << 17


@dataclass(frozen=True)
class Setup:
    """What a maker is told first: ``feedback`` is the folder of the students' pages."""

    course: str
    assignment: str
    sandbox: str
    file_mb: int
    feedback: str

    def load(self) -> Assignment:
        """The assignment itself. Raises CourseError."""
        return load_assignment(Path(self.course), self.assignment)

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Order:
    """A view to make: of whom, from which sources, the digest of what was graded, the view's
    language, and the file name of the page."""

    student: str
    sources: tuple[Source, ...]
    digest: str
    language: str
    page: str

    def encode(self) -> bytes:
        plain = {**asdict(self), "sources": [source.plain() for source in self.sources]}
        return json.dumps(plain).encode()

    @classmethod
    def decode(cls, data: bytes) -> Order:
        plain = json.loads(data)
        sources = tuple(map(Source.from_plain, plain.pop("sources")))
        return cls(sources=sources, **plain)


def digest(hashes: Mapping[str, str]) -> str:
    """One hash for a submission's files, from the hashes of each."""
    lines = (f"{name!r} {hashes[name]}\n" for name in sorted(hashes))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class PageWriter:
    """Writes views, and pages in their place that say why there is none."""

    def __init__(self, setup: Setup) -> None:
        self._assignment = setup.load()
        self._feedback = Path(setup.feedback)

    def write(self, order: Order, *, problem: Text | None = None, **more: Any) -> None:
        """Write the view that was ordered. Raises OSError."""
        translator = Translator(order.language, self._assignment.locale)
        page = notebooks_page(
            self._assignment, order.student, translator, back=order.page, problem=problem, **more
        )
        write_view(self._feedback, order.page, page)


class Maker:
    """Makes views until the other end hangs up."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._writer = PageWriter(setup)
        self._converters: Converters | None = None

    def make(self, order: Order) -> bool:
        """Make one view; False where a page that says why not stands in its place."""
        try:
            problem = self._make(order)
        except (GraderError, OSError):  # ours: no isolation here, or a full disk
            problem = NOT_MADE
        if problem is not None:
            self._writer.write(order, problem=problem)
        return problem is None

    def _make(self, order: Order) -> Text | None:
        submission = Submission(order.student, order.sources)
        files = submission.read(file_mb=self._setup.file_mb).files
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        if digest(hashes) != order.digest:
            return CHANGED
        if self._converters is None:
            self._converters = Converters(Choice.parse(self._setup.sandbox))
        self._writer.write(order, files=self._converters.convert(files))
        return None

    def close(self) -> None:
        if self._converters is not None:
            self._converters.close()


def main() -> None:
    sock = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the orchestrator's to answer
    if sys.platform == "linux":
        from grader.sandbox import system

        system.prctl(system.PR_SET_DUMPABLE, 0)
        system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
    maker = Maker(Setup(**json.loads(sock.recv(MAX_ORDER))))
    try:
        while data := sock.recv(MAX_ORDER):
            order = Order.decode(data)
            made = maker.make(order)
            sock.send(json.dumps({"student": order.student, "made": made}).encode())
    except ConnectionError:
        pass
    finally:
        maker.close()
        os._exit(0)


if __name__ == "__main__":
    main()
