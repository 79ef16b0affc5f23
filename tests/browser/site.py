"""The pages of a class that was graded, written again in a language of choice."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from grader.course import load_assignment
from grader.gradebook import Gradebook
from grader.outcome import Run
from grader.report import ResultsFolder

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("en", "zh")


def write_pages(graded: Path, folder: Path, language: str) -> Path:
    """Write all pages of the results in ``graded`` to ``folder``, in one language."""
    assignment = load_assignment(ROOT, "linear_regression")
    run = _run(graded)
    with Gradebook.open(graded / "gradebook.db") as gradebook:
        results = gradebook.submissions(run.id)
    pages = ResultsFolder.create(folder)
    for result in results:
        pages.write_student(assignment, result, run, language)
    pages.write_class(assignment, results, run, language, problems={}, unmatched=["notes.txt"])
    return folder


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
