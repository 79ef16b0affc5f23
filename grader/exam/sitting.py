"""One submission sits the exam: which tests are run on it, and what became of each.

Items that pytest has collected are run (``grader.exam.running``), one submission after another in
one session. A verdict exists only here: a test that nothing was heard of is not graded, never
passed.
"""

from __future__ import annotations

import time
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
import torch

from grader.errors import SandboxError
from grader.exam.candidate import Conversation, StudentRaised
from grader.exam.compare import Mismatch
from grader.exam.describe import describe
from grader.exam.evidence import Evidence
from grader.exam.failing import of_students
from grader.exam.grading import Sat
from grader.exam.notes import NOTES
from grader.exam.overtime import Overtime, time_limit
from grader.exam.plugin import Fixtures
from grader.exam.protocol import HiddenTest, Terms
from grader.exam.proxy import Student
from grader.exam.running import Heard, run_item
from grader.exam.seeds import derive_seed
from grader.exam.transcript import Transcript, recording
from grader.outcome import Failure, Outcome, text
from grader.sandbox.faults import CandidateFault
from grader.wire.seeding import seed_torch

_MAX_TIMEOUTS = 2
_FIRST_PRINTED, _LAST_PRINTED = 3000, 1000
_OVERTIME = text("Looking at what the function gave back took too long. Is it very large?")


@dataclass(frozen=True)
class Item:
    """A collected hidden test and the pytest item that runs it; ``plain`` as of
    ``plain_arguments``."""

    test: HiddenTest
    item: pytest.Item
    plain: frozenset[str] | None = None
    constants: Mapping[int, object] = field(default_factory=dict)


class Examination:
    """What all sittings of an examiner share; gives pytest the fixtures of the test that runs.

    Args:
        seed: the run's secret seed.
        references: the reference program of each exercise.
    """

    def __init__(self, seed: str, references: Mapping[str, types.ModuleType]) -> None:
        self.seed = seed
        self.references = references
        self.heard = Heard()
        self.current: Fixtures | None = None

    def fixtures(self, item: pytest.Item) -> Fixtures:
        assert self.current is not None, f"{item.nodeid} runs outside of a sitting"
        return self.current

    def close(self) -> None:
        """Nothing is held; part of the plug-in's ``Host``."""


@dataclass
class Sitting:
    """One submission during the exam.

    Args:
        examination: what runs the items.
        conversation: the submission's candidates, with the files read.
        control: what became of the reference in each test, by (exercise, test, device); None
            while the reference itself sits the exam.
        terms: how this submission sits it.
        seed: where inputs and the candidate's generators come from; the run's by default.
    """

    examination: Examination
    conversation: Conversation
    control: Mapping[tuple[str, str, str], Sat] | None
    terms: Terms = field(default_factory=Terms)
    seed: str = ""
    _timeouts: int = field(default=0, init=False)

    def sit(self, exercise: str, items: Sequence[Item]) -> dict[str, dict[str, Sat]]:
        """Run an exercise's tests on all their devices: test name to device to what became."""
        self._timeouts = 0
        done: dict[str, dict[str, Sat]] = {}
        for item in items:
            done[item.test.name] = {
                device: self._sit_on(exercise, item, device, done) for device in item.test.devices
            }
        return done

    def _sit_on(
        self, exercise: str, item: Item, device: str, done: Mapping[str, Mapping[str, Sat]]
    ) -> Sat:
        broken = self._broken(exercise, item, device)
        if broken is not None:
            return broken
        barred = self._barred(exercise)
        if barred is None and self.terms.gated:
            barred = _unmet(item.test, done)
        if barred is not None:
            return barred
        sat = self.run(exercise, item, device)
        if sat.outcome is Outcome.TIMED_OUT:
            self._timeouts += 1
        return sat

    def _broken(self, exercise: str, item: Item, device: str) -> Sat | None:
        """A test that the reference does not pass is ours to mend, and grades nobody."""
        if self.control is None:
            return None
        control = self.control.get((exercise, item.test.name, device))
        if control is not None and control.outcome is Outcome.PASSED:
            return None
        internal = control.failure.internal if control and control.failure else ""
        return Sat(
            Outcome.NOT_GRADED,
            Failure(
                messages=(text("This test is broken: the reference does not pass it."),),
                internal=internal,
            ),
        )

    def _barred(self, exercise: str) -> Sat | None:
        """Why none of an exercise's tests can be run, or no more of them."""
        extraction = self.conversation.extractions[exercise]
        if extraction.status == "missing":
            return Sat(Outcome.MISSING, Failure(messages=tuple(extraction.notes[-1:])))
        if extraction.forbidden is not None:
            message = replace(NOTES["forbidden"], values={"name": extraction.forbidden})
            failure = Failure(messages=(message,))
            return Sat(Outcome.FAILED, failure, transcript=forbidden(extraction.forbidden))
        if self._timeouts >= _MAX_TIMEOUTS:
            message = text("Not run: two tests of this exercise ran out of time before.")
            return Sat(Outcome.NOT_CHECKED, Failure(messages=(message,)))
        return None

    def run(self, exercise: str, item: Item, device: str, *, draw: str = "candidate") -> Sat:
        """Run one test on one device, whatever other tests have shown.

        Args:
            exercise: the exercise.
            item: the test.
            device: the device's name.
            draw: which of the candidate's seeds: with another one, what it draws at random is
                another, and the test's inputs are the same.
        """
        examination, name = self.examination, item.test.name
        seed = self.seed or examination.seed
        transcript = Transcript(self.terms.levels)
        try:
            self.conversation.begin(exercise, derive_seed(seed, draw, exercise, name))
        except (StudentRaised, CandidateFault) as error:
            _conclude(transcript, error)
            return Sat(*self._of_students(error), printed=self._printed(), transcript=transcript)
        inputs = derive_seed(seed, "inputs", exercise, name)
        seed_torch(inputs)
        student = Student(self.conversation, exercise, item.constants)
        evidence = Evidence(wanted=self.terms.evidence)
        examination.current = Fixtures(
            student=student,
            reference=examination.references[exercise],
            device=torch.device(device),
            rng=torch.Generator().manual_seed(inputs),
            evidence=evidence,
        )
        examination.heard = heard = Heard()
        began, opened = time.process_time(), time.monotonic()
        with time_limit(self.conversation.longest_test), recording(transcript):
            run_item(item.item, examination.current, heard, item.plain)
        spent = time.process_time() - began
        examination.current = None
        if isinstance(heard.error, SandboxError):
            raise heard.error  # our machinery, not the student: the paper is tried on another
        _conclude(transcript, heard.error)
        outcome, failure = self._verdict(heard, student, spent)
        printed = self._printed()
        if isinstance(heard.error, CandidateFault) or student.effects.lasts:
            self.conversation.retire()  # the next test gets a fresh one
        return Sat(
            outcome,
            failure,
            printed,
            cpu_seconds=self.conversation.take_cpu_seconds(),
            seconds=time.monotonic() - opened,
            tape=None if outcome is Outcome.PASSED else self.conversation.tape,
            transcript=transcript,
            charts=evidence.charts,
        )

    def _printed(self) -> str:
        return cut_middle(self.conversation.take_output())

    def _verdict(
        self, heard: Heard, student: Student, spent: float
    ) -> tuple[Outcome, Failure | None]:
        error = heard.error
        if error is None:
            if heard.finished and not heard.skipped:
                return Outcome.PASSED, None
            return _ours(heard, "the test was skipped" if heard.skipped else "no result")
        if isinstance(error, Overtime) and self.control is not None:
            # Whoever looks at huge answers for long is busy; who is not had to wait.
            if spent < self.conversation.longest_test / 2:
                self.conversation.starved = True
            return Outcome.TIMED_OUT, Failure(messages=(_OVERTIME,), internal=heard.internal)
        if isinstance(error, Mismatch):
            failure = error.failure
            return Outcome.FAILED, replace(failure, internal=heard.internal)
        if isinstance(error, StudentRaised | CandidateFault):
            outcome, failure = self._of_students(error)
            return outcome, replace(failure, internal=heard.internal)
        if heard.phase != "call" or self.control is None:
            return _ours(heard, f"{type(error).__name__}: {error}")
        # The reference passes this very test, so it is what the student's function gave back.
        return Outcome.FAILED, _unusable(error, heard, student)

    def _of_students(self, error: StudentRaised | CandidateFault) -> tuple[Outcome, Failure]:
        return of_students(error, memory_bytes=self.conversation.memory_bytes)


def cut_middle(printed: str) -> str:
    """The beginning and the end of what was printed, with how many characters are missing."""
    missing = len(printed) - _FIRST_PRINTED - _LAST_PRINTED
    if missing <= 0:
        return printed
    return f"{printed[:_FIRST_PRINTED]}\n[… {missing} …]\n{printed[-_LAST_PRINTED:]}"


def forbidden(name: str) -> Transcript:
    """What tests see of a program that uses what the exercise forbids."""
    transcript = Transcript()
    transcript.add("forbidden", {"name": name})
    return transcript


def _conclude(transcript: Transcript, error: BaseException | None) -> None:
    """What ended the test, where it was no assertion of its own."""
    if isinstance(error, StudentRaised):
        values = {"kind": error.names[0], "message": error.message}
        transcript.add("raised", values)
    elif isinstance(error, CandidateFault):
        transcript.add("faulted", {"outcome": str(error.outcome)})
    elif error is not None and not isinstance(error, Mismatch):
        transcript.add("the test could not go on", {"kind": type(error).__name__})


def _ours(heard: Heard, reason: str) -> tuple[Outcome, Failure]:
    message = text("This test could not be run: {reason}", reason=reason[:300])
    return Outcome.NOT_GRADED, Failure(messages=(message,), internal=heard.internal or reason)


def _unusable(error: BaseException, heard: Heard, student: Student) -> Failure:
    got = describe(student.last_result)
    if isinstance(error, AssertionError):
        message = text("The result is not what this test expects.")
    else:
        message = text(
            "The test could not work with what the function gave back ({kind}).",
            kind=type(error).__name__,
        )
    return Failure(messages=(message,), got=got, internal=heard.internal)


def _unmet(test: HiddenTest, done: Mapping[str, Mapping[str, Sat]]) -> Sat | None:
    """Not checked yet when a test that this one needs was not passed."""
    for need in test.needs:
        outcomes = {sat.outcome for sat in done.get(need, {}).values()}
        if outcomes == {Outcome.PASSED}:
            continue
        if Outcome.NOT_GRADED in outcomes or not outcomes:
            message = text("A test that this one needs was not graded.")
            return Sat(Outcome.NOT_GRADED, Failure(messages=(message,)))
        message = text("This is checked when the tests that it builds on pass.")
        return Sat(Outcome.NOT_CHECKED, Failure(messages=(message,)))
    return None
