"""From what happened in the tests to records: outcomes over devices, scores, statuses.

Pure functions; nothing here talks to a candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.course import Assignment, Exercise
from grader.exam.papers import Extraction, FileReading
from grader.exam.protocol import HiddenTest
from grader.exam.replay import Scene, replay
from grader.exam.scoring import total
from grader.exam.tape import Tape
from grader.exam.transcript import Transcript
from grader.outcome import (
    Chart,
    ExerciseResult,
    Failure,
    Outcome,
    Replay,
    Status,
    SubmissionResult,
    TestResult,
    Text,
    text,
)

# Hints lead to what a test demands. Here there is nothing to lead to, or the message says it all.
_NO_HINTS = (
    Outcome.PASSED,
    Outcome.MISSING,
    Outcome.DEVICE_DISAGREEMENT,
    Outcome.NOT_CHECKED,
    Outcome.NOT_GRADED,
)


@dataclass(frozen=True)
class Sat:
    """One test on one device: what became of it.

    ``cpu_seconds`` are the candidate's, ``seconds`` go by the clock; the ``tape`` is kept where the
    test was run and not passed.
    """

    outcome: Outcome
    failure: Failure | None = None
    printed: str = ""
    cpu_seconds: float = 0.0
    seconds: float = 0.0
    tape: Tape | None = None
    transcript: Transcript = field(default_factory=Transcript)
    charts: tuple[Chart, ...] = ()


def grade_test(
    test: HiddenTest,
    sat: Mapping[str, Sat],
    *,
    points: float,
    keeps_points: bool,
    scene: Scene | None = None,
) -> TestResult:
    """One row of the page: the outcomes on all devices, points once.

    Args:
        test: the hidden test.
        sat: what became of it, by device.
        points: what it is worth.
        keeps_points: whether devices that disagree cost no points.
        scene: where its calls were made; without one they can't be replayed.
    """
    outcome, failure = _over_devices(sat)
    passed = outcome is Outcome.PASSED
    if outcome is Outcome.DEVICE_DISAGREEMENT:
        passed = keeps_points
    score = None if outcome is Outcome.NOT_GRADED else (points if passed else 0.0)
    return TestResult(
        test=test.name,
        sentence=Text(test.sentence),
        outcome=outcome,
        devices={device: item.outcome for device, item in sat.items()},
        score=score,
        max_score=points,
        failure=failure,
        charts=next((item.charts for item in sat.values() if item.charts), ()),
        printed="".join(item.printed for item in sat.values()),
        cpu_seconds=sum(item.cpu_seconds for item in sat.values()),
        seconds=sum(item.seconds for item in sat.values()),
        replay=None if scene is None else _replay(sat, scene),
        hints=() if outcome in _NO_HINTS else tuple(map(Text, test.hints)),
    )


def _replay(sat: Mapping[str, Sat], scene: Scene) -> Replay | None:
    """The calls on the first device on which the test was not passed."""
    tape = next((item.tape for item in sat.values() if item.tape is not None), None)
    return None if tape is None else replay(tape, scene)


def _over_devices(sat: Mapping[str, Sat]) -> tuple[Outcome, Failure | None]:
    outcomes = {item.outcome for item in sat.values()}
    first = next((item for item in sat.values() if item.outcome is not Outcome.PASSED), None)
    if Outcome.NOT_GRADED in outcomes:
        ours = next(item for item in sat.values() if item.outcome is Outcome.NOT_GRADED)
        return Outcome.NOT_GRADED, ours.failure
    if first is None:
        return Outcome.PASSED, None
    if Outcome.PASSED in outcomes:
        right = ", ".join(d for d, item in sat.items() if item.outcome is Outcome.PASSED)
        wrong = ", ".join(d for d, item in sat.items() if item.outcome is not Outcome.PASSED)
        message = text(
            "Passed on {right}, not on {wrong}. Does the function make a tensor without saying "
            "on which device?",
            right=right,
            wrong=wrong,
        )
        rest = first.failure or Failure()
        failure = replace(rest, messages=(message, *rest.messages))
        return Outcome.DEVICE_DISAGREEMENT, failure
    return first.outcome, first.failure


def share(points: float, tests: Sequence[HiddenTest]) -> dict[str, float]:
    """An exercise's points, shared out by the tests' weights."""
    total = sum(test.weight for test in tests)
    return {test.name: points * test.weight / total for test in tests}


def grade_exercise(
    exercise: Exercise,
    extraction: Extraction,
    readings: Mapping[str, FileReading],
    results: Sequence[TestResult],
) -> ExerciseResult:
    """An exercise that was handed in, from its tests."""
    scores = [result.score for result in results]
    known = all(score is not None for score in scores) and bool(results)
    reading = readings.get(extraction.file or "")
    return ExerciseResult(
        exercise=exercise.name,
        title=Text(exercise.title),
        status=Status.GRADED if known else Status.NOT_GRADED,
        score=round(sum(s for s in scores if s is not None), 9) if known else None,
        max_score=exercise.points,
        file=extraction.file,
        notes=(*_unread(exercise.name, readings), *extraction.notes),
        tests=tuple(results),
        cells=reading.cells or () if reading is not None else (),
        place=extraction.place,
    )


def has_failed(result: SubmissionResult) -> bool:
    """Whether a test was failed, or something that was handed in can't be read."""
    return any(
        exercise.status is Status.UNREADABLE
        or any(test.outcome.is_failure for test in exercise.tests)
        for exercise in result.exercises
    )


def is_graded(result: SubmissionResult) -> bool:
    """Whether nothing failed to be graded through a fault of ours."""
    return all(exercise.status is not Status.NOT_GRADED for exercise in result.exercises)


def absent_exercise(
    exercise: Exercise,
    readings: Mapping[str, FileReading],
    *,
    past_due: bool,
    others: Sequence[str],
) -> ExerciseResult:
    """An exercise that was not found in any file: not handed in, or in a file we can't read.

    Args:
        exercise: the exercise.
        readings: what was handed in.
        past_due: whether missing work counts as 0 by now.
        others: the names of the assignment's other exercises.
    """
    culprit = _unreadable_file(exercise.name, readings, others)
    problem = culprit.problem if culprit is not None else None
    missing = 0.0 if past_due else None
    return ExerciseResult(
        exercise=exercise.name,
        title=Text(exercise.title),
        status=Status.NOT_HANDED_IN if culprit is None else Status.UNREADABLE,
        score=missing if culprit is None else 0.0,
        max_score=exercise.points,
        file=None if culprit is None else culprit.file,
        notes=() if problem is None else (problem,),
    )


def _unreadable_file(
    name: str, readings: Mapping[str, FileReading], others: Sequence[str]
) -> FileReading | None:
    """The unreadable file that may hold the exercise: named after it, or after none of them."""
    broken = [reading for reading in readings.values() if reading.problem is not None]
    for reading in broken:
        if _is_named_after(reading, name):
            return reading
    for reading in broken:
        if not any(_is_named_after(reading, other) for other in others):
            return reading
    return None


def _unread(name: str, readings: Mapping[str, FileReading]) -> list[Text]:
    """What is to be said where a function was found, but its own file could not be read."""
    return [
        reading.problem
        for reading in readings.values()
        if reading.problem is not None and _is_named_after(reading, name)
    ]


def _is_named_after(reading: FileReading, exercise: str) -> bool:
    return _squeezed(exercise) in _squeezed(reading.file)


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def grade_submission(
    student: str,
    assignment: Assignment,
    exercises: Sequence[ExerciseResult],
    readings: Mapping[str, FileReading],
) -> SubmissionResult:
    """A whole paper: without a total as long as anything in it was not graded."""
    return SubmissionResult(
        student=student,
        exercises=tuple(exercises),
        **total(assignment, exercises),
        language=_language(assignment, readings),
    )


def _language(assignment: Assignment, readings: Mapping[str, FileReading]) -> str:
    """What most of the notebooks are written in, of the languages that the assignment speaks."""
    told = Counter(
        reading.language
        for reading in readings.values()
        if reading.language in assignment.languages
    )
    return told.most_common(1)[0][0] if told else ""
