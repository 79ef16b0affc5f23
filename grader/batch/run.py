"""One grading run: from a folder of submissions to results, pages and gradebook.

Commits each submission by itself as it comes. What is shown at the terminal is the caller's
business: it gets an ``Observer``'s calls.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import grader
from grader.batch.pool import Graded, Pool
from grader.course import Assignment
from grader.errors import GradebookError, UsageError
from grader.exam.grading import not_graded_submission
from grader.exam.protocol import Ready, Setup
from grader.gradebook import Gradebook
from grader.intake.duplicates import duplicates
from grader.intake.submissions import Intake, Submission, find_submissions
from grader.outcome import (
    ExerciseResult,
    Failure,
    HandedIn,
    Run,
    Status,
    SubmissionResult,
    TestResult,
    text,
)
from grader.report import ResultsFolder
from grader.report.translations import spoken
from grader.sandbox import readable_by_candidates
from grader.sandbox.provider import Choice
from grader.views.background import BackgroundViews
from grader.views.maker import Setup as ViewSetup


@dataclass(frozen=True)
class Request:
    """What the instructor asks for.

    ``device`` is "auto" or one device's name; ``gradebook`` None puts it beside the results;
    ``seed`` None draws a fresh secret one; ``sandbox`` is what was asked for with ``--sandbox``;
    ``language`` None writes each student's page in the language of the notebooks;
    ``notebook_views`` whether pages are made that show the notebooks. ``layout``, ``pattern`` and
    ``nbgrader_assignment`` say how submissions lie (``find_submissions``); without the last it is
    the assignment's own name.
    """

    submissions: Path
    assignment: Assignment
    output: Path
    device: str = "auto"
    jobs: int = 1
    seed: str | None = None
    language: str | None = None
    gradebook: Path | None = None
    sandbox: str = "auto"
    notebook_views: bool = True
    layout: str = "auto"
    pattern: str | None = None
    nbgrader_assignment: str | None = None


class Observer(Protocol):
    """Is told how the run goes on."""

    def found(self, intake: Intake) -> None: ...

    def ready(self, ready: Ready, total: int) -> None: ...

    def graded(self, result: SubmissionResult) -> None: ...

    def viewed(self, done: int, total: int) -> None: ...


@dataclass(frozen=True)
class Finished:
    """A run that came to its end.

    ``views_missing`` notebook views could not be made; ``interrupted``: while waiting for them.
    ``duplicates`` are sentences on who handed in the same bytes.
    """

    run: Run
    results: tuple[SubmissionResult, ...]
    folder: ResultsFolder
    gradebook: Path
    views_missing: int = 0
    interrupted: bool = False
    duplicates: tuple[str, ...] = ()

    @property
    def all_graded(self) -> bool:
        return all(result.status is Status.GRADED for result in self.results)


def grade(request: Request, observer: Observer) -> Finished:
    """Grade a folder of submissions.

    Raises:
        GraderError: the run can't be done; nothing was graded.
        KeyboardInterrupt: it was interrupted; what was graded by then is in the gradebook.
            Once all is graded there is a result in any case, also where views are missing.
    """
    interrupted = False
    with BackgroundViews(_view_setup(request), makers=request.jobs) as views:
        finished = _grade(request, observer, views)
        try:
            views.finish(observer.viewed)
        except KeyboardInterrupt:
            interrupted = True
    return replace(finished, views_missing=views.not_made, interrupted=interrupted)


def _grade(request: Request, observer: Observer, views: BackgroundViews) -> Finished:
    assignment = request.assignment
    intake = find_submissions(
        request.submissions,
        layout=request.layout,
        pattern=request.pattern,
        assignment=request.nbgrader_assignment or assignment.name,
    )
    observer.found(intake)
    _refuse_exposed_places(request)
    _refuse_mixed_places(request)
    students = [submission.student for submission in intake.submissions]
    folder = ResultsFolder.create(request.output, students)
    path = request.gradebook or request.output / "gradebook.db"
    started = _now()
    seed = request.seed or secrets.token_hex(16)
    setup = Setup(
        course=str(assignment.course),
        assignment=assignment.name,
        seed=seed,
        device=request.device,
        past_due=assignment.due is None or started >= assignment.due,
        sandbox=request.sandbox,
    )
    pool = Pool(setup, jobs=request.jobs, file_mb=assignment.limits.file_mb)
    handed_in = {submission.student: submission for submission in intake.submissions}
    keeper = _Keeper(request, handed_in, folder, views)
    with Gradebook.open(path) as gradebook, pool:
        ready = pool.prepare(len(intake.submissions))
        observer.ready(ready, len(intake.submissions))
        run = Run(
            id=secrets.token_hex(8),
            seed=seed,
            devices=ready.devices,
            grader=grader.__version__,
            torch=ready.torch,
            sandbox=ready.sandbox,
            started=started,
        )
        gradebook.begin_run(assignment, run)
        results = []
        for graded in map(_with_files, pool.grade(intake.submissions)):
            kept = keeper.keep(graded, gradebook, run)
            results.append(_light(kept))
            observer.graded(kept)
        run = replace(run, finished=_now())
        assert run.finished is not None
        with contextlib.suppress(GradebookError):  # the overview matters more than this time
            gradebook.finish_run(run.id, run.finished)
    ordered = tuple(sorted(results, key=lambda result: result.student))
    folder.write_class(
        assignment,
        ordered,
        run,
        request.language,
        problems=ready.problems,
        unmatched=intake.unmatched,
    )
    return Finished(run, ordered, folder, path, duplicates=_duplicates(assignment, ordered))


@dataclass(frozen=True)
class _Keeper:
    """Keeps results as they come, and has the notebooks' views made of what is kept."""

    request: Request
    handed_in: dict[str, Submission]
    folder: ResultsFolder
    views: BackgroundViews

    def keep(self, graded: Graded, gradebook: Gradebook, run: Run) -> SubmissionResult:
        """Record one result and write its page; what can't be kept (a full disk, say) counts as
        not graded, so that the next run does it again."""
        result, request = graded.result, self.request
        hashes = {file.name: file.sha256 for file in result.files}
        has_view = request.notebook_views and bool(hashes)
        try:
            gradebook.record(run.id, result, hashes)
            page = self.folder.write_student(
                request.assignment, result, run, request.language, has_view=has_view
            )
        except (GradebookError, OSError) as error:
            reason = text("The result could not be kept: {reason}", reason=str(error)[:300])
            return not_graded_submission(result.student, request.assignment, reason)
        if has_view:
            language = request.language or spoken(result)
            self.views.ask(self.handed_in[result.student], hashes, language, page.name)
        return result


def _duplicates(assignment: Assignment, results: Sequence[SubmissionResult]) -> tuple[str, ...]:
    hashes: dict[str, dict[str, str]] = {}
    for result in results:
        own = hashes.setdefault(result.student, {})
        own.update({file.name: file.sha256 for file in result.files})
    stubs = assignment.stubs.glob("*/*.ipynb")
    given = {hashlib.sha256(path.read_bytes()).hexdigest() for path in stubs if path.is_file()}
    return duplicates(hashes, ignore=given)


def _view_setup(request: Request) -> ViewSetup:
    return ViewSetup(
        course=str(request.assignment.course),
        assignment=request.assignment.name,
        sandbox=request.sandbox,
        file_mb=request.assignment.limits.file_mb,
        feedback=str(request.output / "feedback"),
    )


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _with_files(graded: Graded) -> Graded:
    """The result with what was handed in, by which an instructor can tell that it was this."""
    files = tuple(
        HandedIn(name, len(data), hashlib.sha256(data).hexdigest())
        for name, data in graded.contents.files.items()
    )
    return replace(graded, result=replace(graded.result, files=files))


def _light(result: SubmissionResult) -> SubmissionResult:
    """What the class page and results.json need: a large class stays small in memory."""
    return replace(result, exercises=tuple(map(_light_exercise, result.exercises)))


def _light_exercise(exercise: ExerciseResult) -> ExerciseResult:
    return replace(exercise, cells=(), tests=tuple(map(_light_test, exercise.tests)))


def _light_test(test: TestResult) -> TestResult:
    failure = test.failure
    if failure is not None:
        failure = Failure(messages=failure.messages, internal=failure.internal)
    return replace(test, charts=(), hints=(), printed="", replay=None, failure=failure)


def _refuse_mixed_places(request: Request) -> None:
    """Results among the submissions would be graded as a student's the next time."""
    inside = request.output.resolve().is_relative_to(request.submissions.resolve())
    if inside:
        raise UsageError(
            f"{request.output}: the results would lie among the submissions",
            hint="Name a folder outside of them with --output.",
        )


def _refuse_exposed_places(request: Request) -> None:
    """Nothing secret may lie where candidates can read."""
    if not Choice.parse(request.sandbox).isolated:
        return
    places: Sequence[tuple[str, Path]] = (
        ("the course", request.assignment.instructors),
        ("the submissions", request.submissions),
        ("the results", request.output),
        ("the gradebook", request.gradebook or request.output),
    )
    for what, place in places:
        root = readable_by_candidates(place.resolve())
        if root is not None:
            raise UsageError(
                f"{place}: {what} would be readable by student code, which can read {root}",
                hint="Move it out of the Python environment's folder.",
            )
