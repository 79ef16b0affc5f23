"""Runs the tests of one exercise again exactly as a result in the gradebook had them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.batch.fingerprint import digest, exercise_digests
from grader.batch.plan import read_hashes
from grader.batch.pool import Pool
from grader.course import Assignment, Exercise
from grader.errors import UsageError
from grader.exam.protocol import Setup, Terms
from grader.grade import Grade
from grader.gradebook import Gradebook
from grader.intake.submissions import Submission, find_submissions
from grader.outcome import ExerciseResult, Run, TestResult


@dataclass(frozen=True)
class Request:
    """What is to be run again: an exercise of a student's, as the attempt that counts was graded.

    ``submissions`` None looks where the run found them. ``layout``, ``pattern`` and
    ``nbgrader_assignment`` say how they lie there, as they do for a run.
    """

    assignment: Assignment
    student: str
    exercise: str
    submissions: Path | None = None
    sandbox: str = "auto"
    layout: str = "auto"
    pattern: str | None = None
    nbgrader_assignment: str | None = None


@dataclass(frozen=True)
class Replayed:
    """What came of it, then and now. ``same_inputs``: nothing that a grading depends on (hidden
    tests, settings, grader, torch) has changed since."""

    run: Run
    same_inputs: bool
    before: ExerciseResult
    after: ExerciseResult

    def tests(self) -> list[tuple[TestResult | None, TestResult]]:
        """Each test as it is now, and as it was if it was there."""
        then = {test.test: test for test in self.before.tests}
        return [(then.get(test.test), test) for test in self.after.tests]

    @property
    def agrees(self) -> bool:
        """Whether the same came of it, test by test."""
        then = [(test.test, test.outcome) for test in self.before.tests]
        now = [(test.test, test.outcome) for test in self.after.tests]
        return then == now and self.before.status is self.after.status


def replay(request: Request, gradebook: Gradebook) -> Replayed:
    """Grade one exercise again with the seed, devices and files of its grading. Records nothing.

    Raises:
        UsageError: there is no such result, or its files are not there any more.
        GraderError: it can't be graded here.
    """
    assignment = request.assignment
    exercise = _exercise(assignment, request.exercise)
    (grade,) = gradebook.grade_of(gradebook.runs.policy(assignment), [request.student])
    grading = (
        None
        if grade.standing is None
        else gradebook.results.grading(grade.standing.result_id, exercise.name)
    )
    if grading is None:
        raise UsageError(
            f"{request.student}: {exercise.name} of {assignment.name} was not graded",
            hint="grader gradebook history STUDENT shows what was.",
        )
    run = gradebook.runs.get(grading.run_id)
    place = request.submissions or Path(gradebook.runs.place(grading.run_id))
    submission, whole = _submission(request, place, grade)
    key = digest(whole, exercise_digests(assignment, run.devices, run.seed)[exercise.name])
    setup = Setup(
        course=str(assignment.course),
        assignment=assignment.name,
        seed=run.seed,
        device="auto" if len(run.devices) > 1 else run.devices[0],
        past_due=True,
        sandbox=request.sandbox,
    )
    with Pool(setup, jobs=1, file_mb=assignment.limits.file_mb) as pool:
        pool.prepare(1)
        (graded,) = pool.grade([submission], Terms(only=(exercise.name,)))
    after = next(e for e in graded.result.exercises if e.exercise == exercise.name)
    return Replayed(run, key == grading.key, grading.record, after)


def _exercise(assignment: Assignment, name: str) -> Exercise:
    for exercise in assignment.exercises:
        if exercise.name == name:
            return exercise
    names = ", ".join(exercise.name for exercise in assignment.exercises)
    raise UsageError(
        f"{assignment.name}: there is no exercise {name!r}", hint=f"There are: {names}."
    )


def _submission(request: Request, place: Path, grade: Grade) -> tuple[Submission, str]:
    """What was graded, byte for byte, among the submissions at a place, and its digest."""
    assert grade.attempt is not None
    hint = (
        "Name the folder or zip that holds just what was graded with --submissions, and how it "
        "lies there with --layout or --pattern if the run was told so."
    )
    if not place.exists():
        raise UsageError(f"{place}: the submissions are not there any more", hint=hint)
    intake = find_submissions(
        place,
        layout=request.layout,
        pattern=request.pattern,
        assignment=request.nbgrader_assignment or request.assignment.name,
    )
    for submission in intake.submissions:
        contents = submission.read(file_mb=request.assignment.limits.file_mb)
        files, whole = read_hashes(contents)
        if {file.name: file.sha256 for file in files} == dict(grade.attempt.files):
            return submission, whole
    raise UsageError(
        f"{place}: the files of {grade.student.name} that were graded are not here", hint=hint
    )
