"""``results.json``: the run as data for scripts. Its form is kept stable; see docs/results.md."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from grader.course import Assignment
from grader.grade import Grade
from grader.outcome import ExerciseResult, Run, SubmissionResult, TestResult, Text
from grader.sandbox.provider import gaps
from grader.visible import visible

SCHEMA = 1
_DIGITS = 6


def results_json(
    assignment: Assignment,
    results: Iterable[SubmissionResult],
    run: Run,
    grades: Mapping[str, Grade] | None = None,
) -> Iterator[str]:
    """The document in parts, one for each student, so that a large class is never whole in memory.

    Sorted by student; the same results always give the same text.
    """
    head = {"schema": SCHEMA, "assignment": assignment.name, "run": _run(run)}
    yield _indented(head, "").removesuffix("\n}") + ',\n "submissions": ['
    separator = "\n  "
    for result in sorted(results, key=lambda result: result.student):
        yield separator + _indented(_submission(result, (grades or {}).get(result.student)), "  ")
        separator = ",\n  "
    yield "\n ]\n}\n"


def _indented(document: Mapping[str, Any], by: str) -> str:
    whole = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return whole.replace("\n", "\n" + by)  # within strings they are escaped


def _run(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "seed": run.seed,
        "devices": list(run.devices),
        "grader": run.grader,
        "torch": run.torch,
        "sandbox": list(run.sandbox),
        "sandbox_gaps": [_english(gap) for gap in gaps(run.sandbox, gpu="cuda" in run.devices)],
        "started": _time(run.started),
        "finished": None if run.finished is None else _time(run.finished),
    }


def _time(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _submission(result: SubmissionResult, grade: Grade | None) -> dict[str, Any]:
    return {
        "student": _plain(result.student),
        "status": str(result.status),
        "score": _score(result.score),
        "max_score": _score(result.max_score),
        "notes": [_english(note) for note in result.notes],
        **({} if grade is None else {"grade": _grade(grade)}),
        "exercises": [_exercise(exercise) for exercise in result.exercises],
    }


def _grade(grade: Grade) -> dict[str, Any]:
    attempt = grade.attempt
    handed_in = attempt.handed_in if attempt is not None else None
    return {
        "state": str(grade.state),
        "score": _score(grade.score),
        "penalty": _score(grade.penalty),
        "adjustment": _score(grade.adjustment),
        "attempt": None if attempt is None else attempt.number,
        "attempts": grade.attempts,
        "handed_in": None if handed_in is None else _time(handed_in),
    }


def _exercise(result: ExerciseResult) -> dict[str, Any]:
    return {
        "exercise": result.exercise,
        "status": str(result.status),
        "score": _score(result.score),
        "max_score": _score(result.max_score),
        "file": None if result.file is None else _plain(result.file),
        "notes": [_english(note) for note in result.notes],
        "tests": [_test(test) for test in result.tests],
    }


def _test(result: TestResult) -> dict[str, Any]:
    messages: Sequence[Text] = result.failure.messages if result.failure is not None else ()
    return {
        "test": result.test,
        "outcome": str(result.outcome),
        "devices": {device: str(outcome) for device, outcome in result.devices.items()},
        "score": _score(result.score),
        "max_score": _score(result.max_score),
        "misconceptions": list(result.diagnosis.misconceptions) if result.diagnosis else [],
        "message": " ".join(_english(message) for message in messages),
    }


def _english(text: Text) -> str:
    return visible(text.english())


def _plain(name: str) -> str:
    """A name as it may be shown anywhere, also by a script that prints it."""
    return visible(name)


def _score(score: float | None) -> float | None:
    return None if score is None else round(float(score), _DIGITS)
