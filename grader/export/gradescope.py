"""Gradescope's ``results.json`` for one submission: what its student sees there, as plain text.

The form is that of Gradescope's autograder specification. Only text is sent: their HTML would be
the student's own words in other people's browsers. What is told follows the assignment's feedback
policy, as on the student's page. Without a score for all of it no score is given at all: Gradescope
would add up what is there, and our fault would cost points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from grader.course import Assignment, Feedback
from grader.grade import Grade, State
from grader.outcome import Outcome, Status, SubmissionResult, TextValue, Value, text
from grader.report.grade_block import grade_block
from grader.report.student_page import ExerciseView, TestView, exercise_views
from grader.report.translations import Translator
from grader.visible import visible

_DIGITS = 6
_MOST = 4000  # characters of one output
_FAILED = text(
    "Your work could not be graded. This is not your fault and costs you no points: tell your "
    "instructor. You need not hand in again."
)
_WHERE = text("`{file}`, cell {cell}, line {line}")
_EXAMPLE = text("A small call that shows the difference; try it in your notebook:")
_COMMON = {"output_format": "text", "visibility": "visible", "stdout_visibility": "hidden"}


def gradescope_json(
    assignment: Assignment,
    result: SubmissionResult,
    policy: Feedback,
    translator: Translator,
    *,
    grade: Grade | None = None,
) -> bytes:
    """The document for a submission.

    Args:
        assignment: the assignment.
        result: what came of the submission.
        policy: how much is told.
        translator: speaks the student's language.
        grade: what the gradebook makes of the result; without one its own score counts.
    """
    if grade is not None and grade.state is State.EXCUSED:
        said = _lines(_overall(result, grade, assignment, translator))
        return _document({**_COMMON, "output": said})
    score = result.score if grade is None else grade.score
    if result.status is not Status.GRADED or score is None:
        return failed_json(translator)
    views = exercise_views(assignment, result, policy, translator.language)
    document: dict[str, Any] = {
        "score": round(score, _DIGITS),
        **_COMMON,
        "output": _cut(_lines(_overall(result, grade, assignment, translator))),
        "tests": [
            test
            for number, view in enumerate(views, start=1)
            for test in _exercise(view, number, translator)
        ],
    }
    if result.spent is not None:
        document["execution_time"] = round(result.spent.seconds, 3)
    return _document(document)


def failed_json(translator: Translator | None = None) -> bytes:
    """The document where grading failed: it says so, in English without a translator, and holds no
    score, so that none is taken for one."""
    said = _FAILED.english() if translator is None else translator.text(_FAILED)
    return _document({**_COMMON, "output": said})


def _overall(
    result: SubmissionResult, grade: Grade | None, assignment: Assignment, translator: Translator
) -> Iterator[str]:
    say = translator.text
    yield from map(say, result.notes)
    block = grade_block(grade, assignment) if grade is not None else None
    if block is None:
        return
    yield say(block.total) if block.total is not None else ""
    for line in block.lines:
        yield f"{say(line.said)} {line.reason}".strip()
    for comment in block.comments:
        yield f"{say(comment.about)}:" if comment.about is not None else ""
        yield from comment.paragraphs


def _exercise(view: ExerciseView, number: int, translator: Translator) -> list[dict[str, Any]]:
    result = view.result
    title = translator.text(result.title)
    notes = [translator.text(note) for note in result.notes]
    if not view.tests:
        said = [translator.text(view.word.word)] if view.word is not None else []
        full = result.score == result.max_score
        return [_case(title, str(number), result.score, result.max_score, full, [*said, *notes])]
    found = []
    for place, test in enumerate(view.tests, start=1):
        sentence = translator.text(test.result.sentence)
        lines = [*(notes if place == 1 else []), *_test(test, translator)]
        found.append(
            _case(
                f"{title}: {sentence}",
                f"{number}.{place}",
                test.result.score,
                test.result.max_score,
                test.result.outcome is Outcome.PASSED,
                lines,
            )
        )
    return found


def _case(
    name: str, number: str, score: float | None, most: float, passed: bool, lines: list[str]
) -> dict[str, Any]:
    return {
        "name": visible(name).replace("\n", " "),
        "number": number,
        "score": round(score or 0.0, _DIGITS),
        "max_score": round(most, _DIGITS),
        "status": "passed" if passed else "failed",
        "output": _cut(_lines(lines)),
        "output_format": "text",
        "visibility": "visible",
    }


def _test(view: TestView, translator: Translator) -> Iterator[str]:
    """What the student's page says of a test, without pictures and code."""
    say = translator.text
    yield f"{view.word.sign} {say(view.word.word)}".strip()
    yield from map(say, view.messages)
    yield from _values(view.failure.expected, view.failure.got, translator)
    for frame in view.failure.frames:
        where: dict[str, TextValue] = {"file": frame.file, "cell": frame.cell, "line": frame.line}
        yield f"{say(replace(_WHERE, values=where))}: {frame.source.strip()}"
    for mistake in view.mistakes:
        yield from (mistake.name, mistake.belief, *mistake.paragraphs)
    if (example := view.example) is not None:
        yield from (say(_EXAMPLE), example.call)
        yield from _values(example.expected, example.got, translator)
        yield say(example.problem) if example.problem is not None else ""
    yield from map(say, view.result.hints)


def _values(expected: Value | None, got: Value | None, translator: Translator) -> Iterator[str]:
    for label, value in (("expected", expected), ("got", got)):
        if value is not None:
            rows = ["  ".join(row) for row in value.rows or ()]
            shown = "\n".join(rows) if len(rows) > 1 else "".join(rows) or value.text
            yield f"{translator.gettext(label)}:{chr(10) if len(rows) > 1 else ' '}{shown}"


def _lines(parts: Iterable[str]) -> str:
    return visible("\n".join(part for part in parts if part))


def _cut(words: str) -> str:
    return words if len(words) <= _MOST else words[:_MOST] + " …"


def _document(document: dict[str, Any]) -> bytes:
    written = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return written.encode("utf-8", "replace")
