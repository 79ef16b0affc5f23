"""The pages of a class that was graded, written again in a language of choice."""

from __future__ import annotations

import datetime
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.course import load_assignment
from grader.grade import Entry, EntryKind, Grade
from grader.gradebook import Gradebook
from grader.outcome import Run
from grader.report import ResultsFolder
from grader.report.folder import feedback_name

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "zh")
# One page of each kind, and of students one of each kind of trouble.
KINDS = {
    "all right": "feedback/ada.html",
    "mistakes": "feedback/hugo.html",
    "shapes": "feedback/sven.html",
    "several": "feedback/jonas.html",
    "unreadable": "feedback/mia.html",
    "stubs": "feedback/liam.html",
    "nothing": "feedback/tomas.html",
    "notebooks": "feedback/notebooks/VIEWED.html",
    "instructor": "instructor/hugo.html",
    "class": "index.html",
}
# What only wide or only narrow windows, only light or only dark show.
LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "dark phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
}


def write_pages(graded: Path, folder: Path, language: str) -> Path:
    """Write all pages of the results in ``graded`` to ``folder``, in one language."""
    assignment = load_assignment(ROOT, "linear_regression")
    run = _run(graded)
    with Gradebook.open(graded / "gradebook.db") as gradebook:
        grades = {g.student.name: g for g in gradebook.grades(assignment) if g.standing is not None}
        results = [
            gradebook.results.whole(grade.standing.result_id, student)
            for student, grade in grades.items()
            if grade.standing is not None
        ]
    grades["jonas"] = _told(grades["jonas"])
    pages = ResultsFolder.create(folder)
    views = graded / "feedback" / "notebooks"
    for result in results:
        has_view = (views / feedback_name(result.student)).exists()
        grade = grades[result.student]
        pages.write_student(assignment, result, run, language, grade=grade, has_view=has_view)
    # These stay in the languages that they were made in.
    shutil.copytree(views, pages.feedback / "notebooks")
    pages.write_class(
        assignment, results, run, language, grades=grades, problems={}, unmatched=[], remarks=["乔"]
    )
    return folder


def _told(grade: Grade) -> Grade:
    """The grade with everything that a page can say of one."""
    made = datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC)
    entries = (
        Entry(
            1, "jonas", grade.assignment, EntryKind.ADJUSTMENT, "提问很好", "a", made, points=1.5
        ),
        Entry(2, "jonas", grade.assignment, EntryKind.EXTENSION, "生病", "a", made, until=made),
        Entry(
            3, "jonas", grade.assignment, EntryKind.COMMENT, "请来答疑", "a", made, exercise="sgd"
        ),
    )
    late = datetime.timedelta(days=1, hours=2)
    return replace(grade, score=0.5, penalty=1.0, late_by=late, attempts=2, entries=entries)


def page_of(kind: str, language: str) -> str:
    """The address of a page of some kind; each view is there in its own language only."""
    return KINDS[kind].replace("VIEWED", {"en": "hugo", "zh": "chen"}[language])


def _run(graded: Path) -> Run:
    told = json.loads((graded / "results.json").read_text(encoding="utf-8"))["run"]
    return Run(
        told["id"],
        told["seed"],
        tuple(told["devices"]),
        told["grader"],
        told["torch"],
        tuple(told["sandbox"]),
        datetime.datetime.fromisoformat(told["started"]),
        datetime.datetime.fromisoformat(told["finished"]),
    )
