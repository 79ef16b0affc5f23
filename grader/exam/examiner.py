"""An examiner grades papers against one assignment: it has the hidden tests and the references.

Where tests come from and how papers reach it is not its business (``grader.exam.service``).
"""

from __future__ import annotations

import contextlib
import re
import traceback
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pytest
import torch

from grader.course import Assignment, Exercise
from grader.errors import ExamError
from grader.exam import plugin
from grader.exam.candidate import Conversation
from grader.exam.devices import devices_of
from grader.exam.grading import (
    Sat,
    absent_exercise,
    grade_exercise,
    grade_submission,
    grade_test,
    has_failed,
    is_graded,
    share,
)
from grader.exam.material import Material
from grader.exam.papers import FileReading
from grader.exam.protocol import Account, HiddenTest, Ready, Terms
from grader.exam.replay import Scene
from grader.exam.scoring import not_graded_exercise
from grader.exam.seeds import derive_seed
from grader.exam.sitting import Examination, Item, Sitting
from grader.outcome import (
    Diagnosis,
    ExerciseResult,
    Failure,
    Outcome,
    SubmissionResult,
    TestResult,
    text,
)
from grader.sandbox.launcher import Zygote


class Diagnoser(Protocol):
    """Finds out what a student's failures in an exercise show."""

    def diagnose(self, examiner: Examiner, paper: Paper) -> Mapping[str, Diagnosis]:
        """What is known of each failed test, by its name."""
        ...


@dataclass(frozen=True)
class Paper:
    """One exercise of one submission after its tests: what a diagnosis starts from."""

    exercise: str
    sitting: Sitting
    sat: Mapping[str, Mapping[str, Sat]]


@dataclass(frozen=True)
class Marked:
    """A graded paper. ``starved``: a busy machine may have cost it a test; ``failed``: how many
    times a test was failed; ``ungraded``: how many other times something could not be graded."""

    result: SubmissionResult
    starved: bool
    accounts: tuple[Account, ...] = ()
    failed: int = 0
    ungraded: int = 0


class Examiner:
    """Grades papers against one assignment with one seed."""

    def __init__(
        self,
        material: Material,
        zygote: Zygote,
        *,
        seed: str,
        devices: tuple[str, ...],
        past_due: bool,
        diagnoser: Diagnoser,
    ) -> None:
        self._diagnoser = diagnoser
        self._material = material
        self._zygote = zygote
        self._devices = devices
        self._past_due = past_due
        self._specs = material.specs()
        self._items: dict[str, list[Item]] = {}
        self._uncollected: dict[str, str] = {}
        self._control: dict[tuple[str, str, str], Sat] = {}
        references = self._references()
        self.examination = Examination(seed, references)

    @property
    def _assignment(self) -> Assignment:
        return self._material.assignment

    def _references(self) -> dict[str, types.ModuleType]:
        found = {}
        for exercise in self._assignment.exercises:
            try:
                found[exercise.name] = self._material.reference(exercise.name)
            except ExamError as error:
                self._uncollected[exercise.name] = str(error)
        return found

    # Collection and control.

    def accept(self, session: pytest.Session, problems: Mapping[str, str]) -> None:
        """Take over what pytest has collected."""
        for exercise in self._assignment.exercises:
            stem = f"test_{exercise.name}"
            found = [item for item in session.items if item.path.stem == stem]
            self._items[exercise.name] = [self._item(exercise, item) for item in found]
            if stem in problems:
                self._uncollected[exercise.name] = problems[stem]
            elif not found:
                self._uncollected.setdefault(exercise.name, f"hidden/{stem}.py holds no tests")

    def _item(self, exercise: Exercise, item: pytest.Item) -> Item:
        wanted = devices_of(exercise, self._devices)
        uses_device = "device" in getattr(item, "fixturenames", ())
        test = HiddenTest(
            name=item.name,
            sentence=plugin.sentence_of(item),
            weight=plugin.weight_of(item),
            needs=plugin.needs_of(item),
            devices=wanted if uses_device and wanted else ("cpu",),
            false_alarm=plugin.false_alarm_of(item),
            kept=plugin.kept_of(item),
            hints=plugin.hints_of(item),
        )
        return Item(test, item, plugin.plain_arguments(item), plugin.constants_of(item))

    def get_ready(self) -> Ready:
        """Let the reference sit the exam: what it does not pass is broken and grades nobody."""
        self._control_run()
        return Ready(
            devices=self._devices,
            sandbox=self._zygote.provider.layers,
            torch=torch.__version__,
            problems=self._problems(),
            tests={
                exercise: tuple(item.test for item in items)
                for exercise, items in self._items.items()
            },
        )

    def _control_run(self) -> None:
        conversation = self._conversation(self._material.reference_files())
        try:
            conversation.read()
            terms = Terms(evidence=False)
            sitting = Sitting(self.examination, conversation, control=None, terms=terms)
            for exercise in self._testable():
                done = sitting.sit(exercise.name, self._items[exercise.name])
                for name, sat in done.items():
                    for device, item in sat.items():
                        self._control[(exercise.name, name, device)] = item
        finally:
            conversation.close()

    def _problems(self) -> dict[str, list[str]]:
        found = {name: [message] for name, message in self._uncollected.items()}
        for (exercise, test, device), sat in self._control.items():
            if sat.outcome is not Outcome.PASSED:
                reason = sat.failure.messages[0].english() if sat.failure else ""
                internal = sat.failure.internal if sat.failure else ""
                found.setdefault(exercise, []).append(
                    f"{test} on {device}: the reference solution is {sat.outcome}: {reason}"
                    + (f"\n{internal}" if internal else "")
                )
        return found

    def _testable(self) -> list[Exercise]:
        return [e for e in self._assignment.exercises if e.name not in self._uncollected]

    def _conversation(self, files: Mapping[str, bytes]) -> Conversation:
        return Conversation(self._zygote, self._material.limits(), files, self._specs)

    # Papers.

    def grade(
        self,
        student: str,
        files: Mapping[str, bytes],
        problems: Mapping[str, FileReading],
        terms: Terms,
    ) -> Marked:
        """Grade one paper.

        Args:
            student: whose it is.
            files: the handed-in files that could be read as bytes.
            problems: the files that could not, with the reason.
            terms: how it sits the exam.
        """
        with self.sitting(files, terms, name=student) as sitting:
            sitting.conversation.readings.update(problems)
            times = [self._sat(student, sitting, terms)]
            for turn in range(1, terms.repeats):
                sitting.seed = _seed_of(sitting.seed, f"{student} {turn}")
                times.append(self._sat(student, sitting, terms))
            conversation = sitting.conversation
        spent = conversation.spent()
        failed = [marked for marked in times if has_failed(marked.result)]
        others = [marked for marked in times if not has_failed(marked.result)]
        ungraded = [marked for marked in others if not is_graded(marked.result)]
        accounts = tuple(account for marked in times for account in marked.accounts)
        marked = [*failed, *ungraded, *times][0]
        return replace(
            marked,
            result=replace(marked.result, spent=spent),
            accounts=accounts,
            failed=len(failed),
            ungraded=len(ungraded),
        )

    def _sat(self, student: str, sitting: Sitting, terms: Terms) -> Marked:
        """What comes of sitting the exam once."""
        papers: dict[str, Paper] = {}
        exercises = [
            self._grade_exercise(exercise, sitting, papers)
            for exercise in self._assignment.exercises
            if not terms.only or exercise.name in terms.only
        ]
        starved = sitting.conversation.starved
        if terms.diagnosed:
            exercises = [self._diagnosed(item, papers) for item in exercises]
        readings = sitting.conversation.readings
        result = grade_submission(student, self._assignment, exercises, readings)
        accounts = _accounts(papers.values()) if terms.accounts else ()
        return Marked(result, starved, accounts)

    @contextlib.contextmanager
    def sitting(
        self, files: Mapping[str, bytes], terms: Terms, *, name: str = ""
    ) -> Iterator[Sitting]:
        """Somebody's program, read and ready for tests."""
        conversation = self._conversation(files)
        seed = self.examination.seed
        if terms.fresh_seed:
            seed = _seed_of(seed, name)
        try:
            conversation.read()
            conversation.take_cpu_seconds()  # of reading, which is no test's
            yield Sitting(self.examination, conversation, self._control, terms, seed)
        finally:
            conversation.close()

    def items(self, exercise: str) -> list[Item]:
        """The hidden tests of an exercise."""
        return self._items[exercise]

    @property
    def material(self) -> Material:
        """The assignment that papers are graded against."""
        return self._material

    def _grade_exercise(
        self, exercise: Exercise, sitting: Sitting, papers: dict[str, Paper]
    ) -> ExerciseResult:
        conversation = sitting.conversation
        extraction = conversation.extractions[exercise.name]
        if extraction.status == "not_handed_in":
            others = [e.name for e in self._assignment.exercises if e is not exercise]
            return absent_exercise(
                exercise, conversation.readings, past_due=self._past_due, others=others
            )
        if exercise.name in self._uncollected:
            return self._ungradable(exercise)
        asked = sitting.terms.tests
        items = [i for i in self._items[exercise.name] if not asked or i.test.name in asked]
        points = share(exercise.points, [item.test for item in items])
        done = sitting.sit(exercise.name, items)
        papers[exercise.name] = Paper(exercise.name, sitting, done)
        ran = (sat for devices in done.values() for sat in devices.values())
        replayed = any(sat.tape is not None for sat in ran)
        wanted = replayed and sitting.terms.evidence
        scene = self._scene(exercise, conversation) if wanted else None
        results = [
            grade_test(
                item.test,
                done[item.test.name],
                points=points[item.test.name],
                keeps_points=self._assignment.disagreement_keeps_points,
                scene=scene,
            )
            for item in items
        ]
        return grade_exercise(exercise, extraction, conversation.readings, results)

    def _scene(self, exercise: Exercise, conversation: Conversation) -> Scene:
        """What a replay of the exercise's tests has to know of the program."""
        extraction = conversation.extractions[exercise.name]
        reading = conversation.readings.get(extraction.file or "")
        cells = reading.cells or () if reading is not None else ()
        path = self._assignment.provided(exercise)
        return Scene(
            function=exercise.function,
            name=extraction.place.name if extraction.place is not None else exercise.function,
            provided=str(path.relative_to(self._assignment.course)) if path.is_file() else None,
            set_over=tuple(exercise.provided),
            draws_elsewhere=any(_DRAWS.search(cell.source) for cell in cells),
        )

    def _diagnosed(self, result: ExerciseResult, papers: Mapping[str, Paper]) -> ExerciseResult:
        """The result with what its failures show. Nothing of it can change a score."""
        paper = papers.get(result.exercise)
        if paper is None or result.score is None or result.score == result.max_score:
            return result
        try:
            found = self._diagnoser.diagnose(self, paper)
        except Exception:  # the border of what is known: the exercise is graded whatever this was
            return replace(result, tests=_with_trouble(result.tests, traceback.format_exc()))
        tests = tuple(_with_diagnosis(test, found.get(test.test)) for test in result.tests)
        return replace(result, tests=tests)

    def _ungradable(self, exercise: Exercise) -> ExerciseResult:
        reason = text("The hidden tests of this exercise could not be used.")
        return not_graded_exercise(exercise, reason)


# With such an import a file's functions may draw from other generators than PyTorch's.
# Within one line: over many lines, empty ones would take time with their square.
_DRAWS = re.compile(r"^[^\S\n]*(?:import|from)\b.*\b(?:numpy|random)\b", re.MULTILINE)


def _seed_of(seed: str, name: str) -> str:
    """A seed of a paper's own."""
    return f"{derive_seed(seed, 'paper', name, ''):016x}"


def _with_diagnosis(test: TestResult, diagnosis: Diagnosis | None) -> TestResult:
    return test if diagnosis is None else replace(test, diagnosis=diagnosis)


def _with_trouble(tests: tuple[TestResult, ...], trouble: str) -> tuple[TestResult, ...]:
    """The instructor sees, at the first failure, why there is no diagnosis."""
    place = next((n for n, test in enumerate(tests) if test.failure is not None), None)
    if place is None:
        return tests
    failure = tests[place].failure or Failure()
    internal = f"{failure.internal}\n\nThe diagnosis failed:\n{trouble[-2000:]}"
    told = replace(tests[place], failure=replace(failure, internal=internal))
    return (*tests[:place], told, *tests[place + 1 :])


def _accounts(papers: Iterable[Paper]) -> tuple[Account, ...]:
    return tuple(
        Account(paper.exercise, test, device, spent.what, spent.false_alarm, spent.rejected)
        for paper in papers
        for test, devices in paper.sat.items()
        for device, sat in devices.items()
        for spent in sat.transcript.spent
    )
