"""The gate's report as one page of HTML, for instructors; opens by double-click."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import Exercise
from grader.diagnosis.catalogue import Misconception
from grader.report.pages import render
from grader.report.translations import ENGLISH, Translator
from grader.verify.judge import Report, TestVerdict, Tried
from grader.verify.specimens import Kind


@dataclass(frozen=True)
class _Mistake:
    """A misconception with what became of it."""

    known: Misconception
    tried: Tried


@dataclass(frozen=True)
class _Mutant:
    """A mutant that no test catches; ``reason`` where it is no mistake."""

    change: str
    reason: str


@dataclass(frozen=True)
class _Section:
    """One exercise on the page."""

    exercise: Exercise
    tests: Sequence[TestVerdict]
    accepted: Sequence[Tried]
    mistakes: Sequence[_Mistake]
    killed: int
    survivors: Sequence[_Mutant]


def write_page(report: Report, folder: Path) -> Path:
    """Write ``index.html`` into a folder, which is made if need be; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(page(report), encoding="utf-8")
    return path


def page(report: Report) -> str:
    """The page as HTML."""
    return render(
        "verify.html",
        Translator(ENGLISH),
        report=report,
        sections=[_section(report, exercise) for exercise in report.exercises],
        today=datetime.datetime.now(datetime.UTC).date().isoformat(),
    )


def _section(report: Report, exercise: Exercise) -> _Section:
    name = exercise.name
    mutants = report.of(Kind.MUTANT, name)
    return _Section(
        exercise,
        tests=[verdict for verdict in report.tests if verdict.exercise == name],
        accepted=report.of(Kind.ACCEPTED, name),
        mistakes=[
            _Mistake(report.known[(name, item.specimen.name)], item)
            for item in report.of(Kind.MISCONCEPTION, name)
        ],
        killed=sum(bool(item.caught_by) for item in mutants),
        survivors=[
            _Mutant(item.specimen.name, report.equivalent.get((name, item.specimen.name), ""))
            for item in mutants
            if not item.caught_by
        ],
    )
