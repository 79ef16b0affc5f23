"""One grading run: from submissions to gradebook and pages. Planned first, then done.

Each result is committed by itself as it comes, so a run that is cut off at any moment is taken up
by the next one. Pages are made from the gradebook at the end. What is shown at the terminal is the
caller's business: it gets an ``Observer``'s calls.
"""

from __future__ import annotations

import contextlib
import datetime
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import grader
from grader.batch.changes import Change, changes
from grader.batch.cluster.address import parse
from grader.batch.keeping import Keeper
from grader.batch.lock import alone
from grader.batch.pages import Pages
from grader.batch.places import memory_folder, refuse_exposed_places, refuse_mixed_places
from grader.batch.plan import Item, Plan, Wanted, make_plan
from grader.batch.pool import Pool
from grader.batch.remarks import absent, same_bytes
from grader.course import Assignment
from grader.errors import GradebookError, UsageError
from grader.exam.devices import choose_devices
from grader.exam.protocol import Ready, Setup, Terms
from grader.grade import Grade
from grader.gradebook import Gradebook
from grader.intake.submissions import Intake, find_submissions
from grader.machine import this_machine
from grader.outcome import Run, Status, SubmissionResult
from grader.report import ResultsFolder
from grader.views.background import BackgroundViews
from grader.views.maker import Setup as ViewSetup

if TYPE_CHECKING:
    from grader.batch.cluster.client import Cluster
    from grader.batch.cluster.pool import ClusterPool


@dataclass(frozen=True)
class Request:
    """What the instructor asks for.

    ``device`` is "auto" or one device's name; ``gradebook`` None puts it beside the results;
    ``seed`` None keeps the assignment's own; ``sandbox`` is what was asked for with ``--sandbox``;
    ``language`` None writes each student's page in the language of the notebooks;
    ``notebook_views`` whether pages are made that show the notebooks; ``wanted`` what is graded.
    ``layout``, ``pattern`` and ``nbgrader_assignment`` say how submissions lie
    (``find_submissions``); without the last it is the assignment's own name. ``scheduler`` hands
    the papers to a Dask cluster instead of ``jobs`` examiners here; ``tls`` is the folder of the
    certificates for it (``grader.batch.cluster``).
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
    wanted: Wanted = field(default_factory=Wanted)
    layout: str = "auto"
    pattern: str | None = None
    nbgrader_assignment: str | None = None
    scheduler: str | None = None
    tls: Path | None = None


class Observer(Protocol):
    """Is told how the run goes on."""

    def found(self, intake: Intake) -> None: ...

    def told(self, words: str) -> None:
        """Something that explains a wait."""
        ...

    def planned(self, plan: Plan) -> None: ...

    def ready(self, ready: Ready, total: int) -> None: ...

    def graded(self, result: SubmissionResult) -> None: ...

    def decide(self, changed: Sequence[Change]) -> bool:
        """Whether these changes of grades are to be."""
        ...

    def writing(self) -> None: ...

    def viewed(self, done: int, total: int) -> None: ...


@dataclass(frozen=True)
class Finished:
    """A run that came to its end.

    ``not_graded`` is what this run could not grade or keep; of what was graded before the former
    result stands. ``changed`` are the grades that it would change, ``accepted`` whether that was
    agreed to; ``views_missing`` notebook views could not be made; ``interrupted``: while waiting
    for them. ``remarks`` are sentences on what is worth a look; ``grades`` what the gradebook makes
    of the results.
    """

    run: Run
    results: tuple[SubmissionResult, ...]
    folder: ResultsFolder
    gradebook: Path
    not_graded: tuple[SubmissionResult, ...] = ()
    changed: tuple[Change, ...] = ()
    accepted: bool = True
    views_missing: int = 0
    interrupted: bool = False
    remarks: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()

    @property
    def all_graded(self) -> bool:
        return not self.not_graded and all(
            result.status is Status.GRADED for result in self.results
        )


def grade(request: Request, observer: Observer) -> Finished:
    """Grade submissions.

    Raises:
        GraderError: the run can't be done; what was graded before is as it was.
        KeyboardInterrupt: it was interrupted; what was graded by then is in the gradebook.
            Once all is graded there is a result in any case, also where views are missing.
    """
    intake = _look(request, observer)
    this_machine().require_room(request.jobs if request.scheduler is None else 1)
    path = _gradebook_path(request)
    folder = ResultsFolder.create(request.output)
    with alone(path), Gradebook.open(path) as gradebook, _cluster(request, observer) as cluster:
        return _Running(request, observer, intake, gradebook, folder, path, cluster).go()


def plan(request: Request, observer: Observer) -> None:
    """Say what a run would do. Nothing is written.

    Raises:
        GraderError: it can't be done.
    """
    intake = _look(request, observer)
    path = _gradebook_path(request)
    with Gradebook.rehearse(path) as gradebook, _cluster(request, observer) as cluster:
        _plan(request, observer, intake, gradebook, _now(), cluster)


def _look(request: Request, observer: Observer) -> Intake:
    refuse_exposed_places(
        request.assignment,
        request.submissions,
        request.output,
        _gradebook_path(request),
        request.sandbox,
    )
    refuse_mixed_places(request.submissions, request.output)
    intake = find_submissions(
        request.submissions,
        layout=request.layout,
        pattern=request.pattern,
        assignment=request.nbgrader_assignment or request.assignment.name,
    )
    observer.found(intake)
    return intake


@contextlib.contextmanager
def _cluster(request: Request, observer: Observer) -> Iterator[Cluster | None]:
    """The cluster that is to grade; None where it is this machine."""
    if request.scheduler is None:
        yield None
        return
    where = parse(request.scheduler)
    try:
        from grader.batch.cluster.client import Cluster
    except ImportError as error:
        raise UsageError(
            f"--scheduler needs Dask, which is not installed ({error})",
            hint="pip install 'grader[dask]' brings it.",
        ) from error
    with Cluster(where, request.tls, observer.told) as cluster:
        yield cluster


def _gradebook_path(request: Request) -> Path:
    return request.gradebook or request.output / "gradebook.db"


def _plan(
    request: Request,
    observer: Observer,
    intake: Intake,
    gradebook: Gradebook,
    moment: datetime.datetime,
    cluster: Cluster | None,
) -> Plan:
    assignment = request.assignment
    find_devices = choose_devices if cluster is None else cluster.devices
    made = make_plan(
        intake.submissions,
        assignment,
        gradebook,
        seed=gradebook.runs.seed(assignment.name, request.seed),
        devices=find_devices(request.device),
        past_due=_past_due(assignment, moment),
        wanted=request.wanted,
    )
    observer.planned(made)
    return made


def _past_due(assignment: Assignment, moment: datetime.datetime) -> bool:
    return assignment.due is None or moment >= assignment.due


class _Running:
    """A run under way."""

    def __init__(
        self,
        request: Request,
        observer: Observer,
        intake: Intake,
        gradebook: Gradebook,
        folder: ResultsFolder,
        path: Path,
        cluster: Cluster | None,
    ) -> None:
        self._request = request
        self._assignment = request.assignment
        self._observer = observer
        self._intake = intake
        self._gradebook = gradebook
        self._folder = folder
        self._path = path
        self._cluster = cluster
        self._started = _now()
        self._past_due = _past_due(request.assignment, self._started)

    def go(self) -> Finished:
        plan = _plan(
            self._request,
            self._observer,
            self._intake,
            self._gradebook,
            self._started,
            self._cluster,
        )
        self._folder.expect(plan.students)
        interrupted = False
        with self._views() as views:
            pages = Pages(
                self._assignment,
                self._folder,
                self._gradebook,
                self._request.language,
                views if self._request.notebook_views else None,
                self._started,
            )
            run, ready, lost = self._grade(plan, pages)
            changed, accepted, grades = self._decide()
            self._observer.writing()
            remarks = (*same_bytes(plan, self._assignment), *absent(grades))
            grades = [grade for grade in grades if grade.student.name in plan.students]
            pages.write_students(grades, {item.attempt: item for item in plan.items})
            standing = {grade.student.name for grade in grades if grade.standing is not None}
            results = pages.write_class(
                grades,
                [result for result in lost if result.student not in standing],
                run,
                problems={} if ready is None else ready.problems,
                unmatched=self._intake.unmatched,
                remarks=[*self._intake.notes, *remarks],
            )
            try:
                views.finish(self._observer.viewed)
            except KeyboardInterrupt:
                interrupted = True
        pages.done()
        return Finished(
            run=run,
            results=results,
            folder=self._folder,
            gradebook=self._path,
            not_graded=tuple(lost),
            changed=changed,
            accepted=accepted,
            views_missing=views.not_made,
            interrupted=interrupted,
            remarks=remarks,
            grades=tuple(grades),
        )

    def _grade(self, plan: Plan, pages: Pages) -> tuple[Run, Ready | None, list[SubmissionResult]]:
        """Run what has to be run; gives what could not be kept, too."""
        lost: list[SubmissionResult] = []
        last = self._gradebook.runs.last(self._assignment.name)
        if not plan.to_grade:
            if last is not None and not plan.to_score:
                return last, None, lost
            sandbox = last.sandbox if last is not None else ()
            run = self._begin(plan, version("torch"), sandbox)
            self._score_again(plan, self._keeper(plan, run), lost)
            return self._finished(run), None, lost
        setup = Setup(
            course=str(self._assignment.course),
            assignment=self._assignment.name,
            seed=plan.seed,
            device=self._request.device,
            past_due=self._past_due,
            sandbox=self._request.sandbox,
            memory=str(memory_folder(self._folder.memory, self._assignment.name, plan.tests)),
        )
        # Of several attempts it is not known yet which one counts.
        attempts = plan.students
        papers = {id(item.submission): item for item in plan.to_grade}
        with self._pool(setup, plan.devices) as pool:
            ready = pool.prepare(len(papers))
            self._observer.ready(ready, len(papers))
            run = self._begin(plan, ready.torch, ready.sandbox)
            keeper = self._keeper(plan, run)
            asked = [(item.submission, _terms(item)) for item in plan.to_grade]
            for graded in pool.grade_each(asked):
                item = papers[id(graded.submission)]
                kept = keeper.keep(item, graded)
                self._observer.graded(kept)
                if kept.score is None:
                    lost.append(kept)
                if all(attempts[student] == 1 for student in item.students):
                    pages.ask_view(item, kept)
        self._score_again(plan, keeper, lost)
        return self._finished(run), ready, lost

    def _pool(self, setup: Setup, devices: tuple[str, ...]) -> Pool | ClusterPool:
        file_mb = self._assignment.limits.file_mb
        if self._cluster is None:
            return Pool(setup, jobs=self._request.jobs, file_mb=file_mb)
        from grader.batch.cluster.pool import ClusterPool

        return ClusterPool(self._cluster, setup, devices=devices, file_mb=file_mb)

    def _score_again(self, plan: Plan, keeper: Keeper, lost: list[SubmissionResult]) -> None:
        for item in plan.to_score:
            result = keeper.score_again(item)
            if result.score is None:
                lost.append(result)

    def _keeper(self, plan: Plan, run: Run) -> Keeper:
        standings = self._gradebook.results.standings(self._assignment.name)
        return Keeper(self._assignment, plan, self._gradebook, run.id, self._past_due, standings)

    def _begin(self, plan: Plan, torch: str, sandbox: tuple[str, ...]) -> Run:
        run = Run(
            id=secrets.token_hex(8),
            seed=plan.seed,
            devices=plan.devices,
            grader=grader.__version__,
            torch=torch,
            sandbox=sandbox,
            started=self._started,
        )
        place = str(self._request.submissions.resolve())
        self._gradebook.runs.begin(self._assignment.name, run, place)
        return run

    def _finished(self, run: Run) -> Run:
        finished = _now()
        with contextlib.suppress(GradebookError):  # the overview matters more than this time
            self._gradebook.runs.finish(run.id, finished)
        return replace(run, finished=finished)

    def _decide(self) -> tuple[tuple[Change, ...], bool, list[Grade]]:
        """What was proposed, and a policy that is new, become what counts if somebody agrees; gives
        the grades that hold then."""
        before = self._grades(self._gradebook.runs.policy(self._assignment))
        after = self._grades(self._assignment, proposed=True)
        changed = changes(before, after, self._gradebook.results)
        if changed and not self._observer.decide(changed):
            return changed, False, before
        self._gradebook.results.accept(self._assignment.name)
        self._gradebook.runs.set_policy(self._assignment)
        return changed, True, after

    def _grades(self, assignment: Assignment, *, proposed: bool = False) -> list[Grade]:
        return self._gradebook.grades(assignment, self._started, proposed=proposed)

    def _views(self) -> BackgroundViews:
        setup = ViewSetup(
            course=str(self._assignment.course),
            assignment=self._assignment.name,
            sandbox=self._request.sandbox,
            file_mb=self._assignment.limits.file_mb,
            feedback=str(self._folder.feedback),
        )
        return BackgroundViews(setup, makers=self._request.jobs)


def _terms(item: Item) -> Terms:
    return Terms(only=tuple(item.to_grade))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
