"""Which export makes what: from a gradebook to the bytes of a file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from grader.course import Assignment
from grader.errors import UsageError
from grader.export import files
from grader.export.canvas import fill_canvas
from grader.export.document import grades_json
from grader.export.filling import Filled
from grader.export.gradescope import failed_json, gradescope_json
from grader.export.junit import junit_xml
from grader.export.moodle import fill_moodle
from grader.export.tables import grades_csv, nbgrader_csv
from grader.grade import Grade
from grader.gradebook import Gradebook
from grader.outcome import SubmissionResult
from grader.report.translations import Translator, spoken

# How a file ends that each form makes when nobody names one.
SUFFIXES = {
    "canvas": ".csv",
    "moodle": ".csv",
    "gradescope": "-gradescope.json",
    "csv": ".csv",
    "json": ".json",
    "junit": ".xml",
    "nbgrader": "-nbgrader.csv",
}
_FILLED = ("canvas", "moodle")


@dataclass(frozen=True)
class Made:
    """An export: its bytes, the grades that it was made of, and for a platform's file what became
    of it."""

    content: bytes
    grades: tuple[Grade, ...]
    filled: Filled | None = None


def require_known(form: str, file: Path | None) -> None:
    """Make sure that a file to be filled is named where the form needs one, and only there.

    Raises:
        UsageError: it is not so.
    """
    if form in _FILLED and file is None:
        raise UsageError(
            f"grader export {form}: which file is to be filled?",
            hint=f"Download it from {form.capitalize()} and name it: grader export {form} FILE.",
        )
    if form not in _FILLED and file is not None:
        raise UsageError(
            f"grader export {form}: no file is filled, so {file} means nothing here",
            hint="Say where the new file goes with --output.",
        )


def make(
    form: str,
    gradebook: Gradebook,
    assignment: Assignment,
    *,
    file: Path | None = None,
    column: str | None = None,
    force: bool = False,
    student: str | None = None,
) -> Made:
    """Make an export.

    Args:
        form: a key of ``SUFFIXES``.
        gradebook: where the grades are.
        assignment: of which assignment.
        file: for canvas and moodle the file as it was downloaded.
        column: the heading of the column that is filled in it.
        force: for moodle, fill in also what is newer there.
        student: for gradescope, whose.

    Raises:
        UsageError: the file can't be read, or there is no such student.
        ExportError: the file is not what the platform writes.
    """
    grades = tuple(gradebook.grades(assignment))
    if file is not None:
        content, name = files.read(file), str(file)
        if form == "canvas":
            filled = fill_canvas(content, grades, assignment, name=name, column=column)
        else:
            filled = fill_moodle(content, grades, assignment, name=name, column=column, force=force)
        return Made(filled.content, grades, filled)
    if form == "gradescope":
        grade = _one(grades, student)
        return Made(_gradescope(gradebook, assignment, grade), (grade,))
    if form == "junit":
        results = {grade.student.name: _result(gradebook, grade) for grade in grades}
        known = {name: result for name, result in results.items() if result is not None}
        return Made(junit_xml(grades, known, assignment), grades)
    makers = {"csv": grades_csv, "json": grades_json, "nbgrader": nbgrader_csv}
    return Made(makers[form](grades, assignment), grades)


def _result(gradebook: Gradebook, grade: Grade) -> SubmissionResult | None:
    if grade.standing is None:
        return None
    return gradebook.results.whole(grade.standing.result_id, grade.student.name)


def _one(grades: tuple[Grade, ...], student: str | None) -> Grade:
    found = [grade for grade in grades if student in (None, grade.student.name)]
    if len(found) == 1:
        return found[0]
    who = f"{len(grades)} students" if student is None else f"no student {student!r}"
    raise UsageError(
        f"grader export gradescope: the gradebook has {who}",
        hint="It writes the results.json of one submission: name its student with --student.",
    )


def _gradescope(gradebook: Gradebook, assignment: Assignment, grade: Grade) -> bytes:
    result = _result(gradebook, grade)
    if result is None:
        return failed_json()
    policy = assignment.feedback_at(datetime.datetime.now(datetime.UTC))
    translator = Translator(spoken(result), assignment.locale)
    return gradescope_json(assignment, result, policy, translator, grade=grade)
