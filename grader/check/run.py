"""Runs the public checks of what a student has written, and writes a page of what came out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

import grader
from grader.check.dialogue import Dialogue
from grader.check.isolation import Isolation, isolation
from grader.check.work import Task, Work, find_work
from grader.errors import UsageError
from grader.exam.candidate import Conversation
from grader.exam.notes import NOTES, note
from grader.exam.papers import FileReading
from grader.outcome import (
    ExerciseResult,
    Outcome,
    Run,
    Status,
    SubmissionResult,
    TestResult,
    Text,
    text,
)
from grader.report.check_page import check_page, claim_page, write_page
from grader.report.translations import ENGLISH, Translator, languages
from grader.sandbox.launcher import CandidateLimits

SECONDS = 30.0
_LIFE_SECONDS = 3600.0
_MEMORY = 4 << 30
_OUTPUT = 256 << 10


@dataclass(frozen=True)
class Request:
    """What was asked for.

    ``paths`` are notebooks, folders and zips. ``course`` and ``assignment`` say whose stubs have
    the checks, None where the notebooks themselves do. ``language`` is that of the page, None for
    the notebooks' own; ``output`` where it goes, None for a name of its own in this folder.
    ``seconds`` is how long one cell of checks may take; ``sandboxed`` False does without isolation
    even where there is some.
    """

    paths: tuple[Path, ...]
    course: Path | None = None
    assignment: str | None = None
    language: str | None = None
    output: Path | None = None
    seconds: float = SECONDS
    sandboxed: bool = True


@dataclass(frozen=True)
class Checked:
    """What came out; a score counts checks that were passed."""

    result: SubmissionResult
    run: Run
    translator: Translator
    page: Path

    @property
    def all_passed(self) -> bool:
        """Whether there were checks, and all were passed."""
        return self.result.max_score > 0 and self.result.score == self.result.max_score


def check(request: Request, began: Callable[[Isolation, Translator], None]) -> Checked:
    """Check what was asked for and write the page.

    Args:
        request: what was asked for.
        began: told how the program is isolated, and in which language, before any of it runs.

    Raises:
        UsageError: there is nothing to check, or the page can't be written.
        SandboxError: the student's program can't be run at all.
    """
    if request.language is not None and request.language not in languages():
        raise UsageError(
            f"--lang {request.language}: grader has no texts in this language",
            hint=f"There are: {', '.join(languages())}.",
        )
    work = find_work(request.paths, request.course, request.assignment)
    name = _name(request.paths)
    page = claim_page(request.output or Path(f"{Path(name).stem}.check.html"))
    translator = Translator(request.language or _spoken(work.language))
    started = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    with isolation(wanted=request.sandboxed) as place:
        began(place, translator)
        conversation = Conversation(
            place.starter,
            _limits(request.seconds, sandboxed=bool(place.layers)),
            work.contents.files,
            [task.spec for task in work.tasks],
        )
        try:
            result = _result(name, work, conversation)
        finally:
            conversation.close()
    run = Run(
        id="",
        seed="",
        devices=("cpu",),
        grader=grader.__version__,
        torch=torch.__version__,
        sandbox=place.layers,
        started=started,
    )
    write_page(page, check_page(work.title, result, run, translator))
    return Checked(result, run, translator, page)


def _spoken(language: str) -> str:
    return language if language in languages() else ENGLISH


def _name(paths: Sequence[Path]) -> str:
    return paths[0].resolve().name or "check" if len(paths) == 1 else "notebooks"


def _limits(seconds: float, *, sandboxed: bool) -> CandidateLimits:
    """Of computing; by the clock twice as much where both are known, since machines are busy."""
    return CandidateLimits(
        cpu_seconds=seconds,
        wall_seconds=2 * seconds if sandboxed else seconds,
        life_cpu_seconds=_LIFE_SECONDS,
        memory_bytes=_MEMORY,
        output_bytes=_OUTPUT,
    )


def _result(name: str, work: Work, conversation: Conversation) -> SubmissionResult:
    conversation.read()
    exercises = [*_checked(work, conversation), *_unreadable(work, conversation)]
    if not exercises:
        raise UsageError(
            f"{name}: none of the assignment's functions was found",
            hint="Is it the right notebook, and the right --assignment?",
        )
    taken = {exercise.file for exercise in exercises}
    idle = text("{file} does not say what it is for; nothing in it was checked.")
    return SubmissionResult(
        student=name,
        status=Status.GRADED,
        score=sum(exercise.score or 0.0 for exercise in exercises),
        max_score=sum(exercise.max_score for exercise in exercises),
        exercises=tuple(exercises),
        notes=tuple(Text(idle.template, {"file": f}) for f in work.unmarked if f not in taken),
        language=work.language,
    )


def _checked(work: Work, conversation: Conversation) -> Iterator[ExerciseResult]:
    anything_told = any(task.told for task in work.tasks)
    for task in work.tasks:
        extraction = conversation.extractions[task.mark.name]
        # Where nothing says so, an exercise is meant when something of it was found.
        meant = extraction.status == "found" or (
            extraction.status == "missing" and not anything_told
        )
        if task.told or meant:
            yield _exercise(task, conversation)


def _exercise(task: Task, conversation: Conversation) -> ExerciseResult:
    extraction = conversation.extractions[task.mark.name]
    cells = task.cells_for(extraction.file)
    tests = Dialogue(conversation, task).run(cells)
    # The first check says itself that the function was not found.
    notes = [told for told in extraction.notes if told.template != NOTES["missing"].template]
    if extraction.status == "found" and len(cells) < task.mark.checks:
        notes.append(
            text(
                "Cells with checks are missing: {found} of {all} are here. Take them from a fresh "
                "copy of the notebook.",
                found=len(cells),
                all=task.mark.checks,
            )
        )
        tests = [*tests, _missing_checks()]
    reading = conversation.readings.get(extraction.file or "")
    return ExerciseResult(
        exercise=task.mark.name,
        title=Text(task.mark.title),
        status=Status.GRADED,
        score=float(sum(test.outcome is Outcome.PASSED for test in tests)),
        max_score=float(len(tests)),
        file=extraction.file,
        notes=tuple(notes),
        tests=tuple(tests),
        cells=reading.cells or () if reading is not None else (),
        place=extraction.place,
    )


def _missing_checks() -> TestResult:
    return TestResult(
        test="missing_checks",
        sentence=text("All cells with public checks are run."),
        outcome=Outcome.NOT_CHECKED,
        devices={},
        score=0.0,
        max_score=1.0,
    )


def _unreadable(work: Work, conversation: Conversation) -> Iterator[ExerciseResult]:
    """Each file that can't be read stands for the exercise that may be in it."""
    problems = {
        name: FileReading(name, None, note(code, values))
        for name, (code, values) in work.contents.problems.items()
    }
    readings = {**conversation.readings, **problems}
    broken = [reading for reading in readings.values() if reading.problem is not None]
    for number, reading in enumerate(broken, start=1):
        yield ExerciseResult(
            exercise=f"file-{number}",
            title=Text(reading.file),
            status=Status.UNREADABLE,
            score=0.0,
            max_score=1.0,
            notes=() if reading.problem is None else (reading.problem,),
        )
