"""nbgrader's tree: ``submitted/<student>/<assignment>/…``, with ``timestamp.txt`` beside the
notebooks."""

from __future__ import annotations

from datetime import datetime

from grader.errors import IntakeError
from grader.intake.found import Found, Paper, Wanted, Who
from grader.intake.names import is_notebook, readable, shown
from grader.intake.places import Place
from grader.intake.times import moment

_SUBMITTED = "submitted"
_TIMESTAMP = "timestamp.txt"
_MAX_TIMESTAMP = 1000


def share(place: Place) -> float:
    """Whether this is a course's folder or its ``submitted``: 0 or 1."""
    if _SUBMITTED in place.folders():
        tree = place.below(_SUBMITTED)
        return float(any(tree.folders(student) for student in tree.folders()))
    for student in place.folders():
        for assignment in place.folders(student):
            files = place.files(f"{student}/{assignment}")
            named = place.name == _SUBMITTED and any(map(is_notebook, files))
            if named or _TIMESTAMP in files:
                return 1.0
    return 0.0


def parse(place: Place, wanted: Wanted) -> Found:
    """One paper for each student who has the assignment.

    Raises:
        IntakeError: there are several assignments and none is the one that is wanted.
    """
    inside = _SUBMITTED in place.folders()
    tree = place.below(_SUBMITTED) if inside else place
    students = {student: tree.folders(student) for student in tree.folders()}
    assignments = sorted({name for names in students.values() for name in names})
    assignment, notes = _choose(tree, assignments, wanted.assignment)
    unmatched = tree.files() + (tree.others() if inside else [])
    papers = []
    for student, names in students.items():
        unmatched += [f"{student}/{name}" for name in tree.files(student)]
        if assignment not in names:
            continue
        path = f"{student}/{assignment}"
        time, problem = _handed_in(tree, path)
        notes += [f"{shown(path)}: {problem}"] if problem else []
        name = readable(student)
        who = Who(name, key=student, ids=(("nbgrader", name),))
        papers.append(Paper((who,), (tree.folder(path),), handed_in=time))
    return Found(tuple(papers), tuple(unmatched), tuple(notes))


def _choose(tree: Place, names: list[str], wanted: str | None) -> tuple[str, list[str]]:
    if wanted in names:
        return wanted, []
    if len(names) == 1:
        told = f"The assignment in nbgrader's tree is called {shown(names[0])}."
        return names[0], [told] if wanted else []
    found = ", ".join(map(shown, names[:10])) or "nothing"
    asked = f", and none of them is {shown(wanted)}" if wanted and names else ""
    raise IntakeError(
        f"{tree.title}: several assignments are here ({found}){asked}"
        if names
        else f"{tree.title}: no student has handed in an assignment here",
        hint="Say which with --nbgrader-assignment NAME."
        if names
        else "Expected submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb.",
    )


def _handed_in(tree: Place, path: str) -> tuple[datetime | None, str]:
    """When, and what is wrong with the file that says so."""
    if _TIMESTAMP not in tree.files(path):
        return None, ""
    try:
        written = tree.read(f"{path}/{_TIMESTAMP}", _MAX_TIMESTAMP).decode("utf-8", "replace")
    except IntakeError:
        return None, f"{_TIMESTAMP} can't be read."
    time = moment(written)
    return time, "" if time else f"{_TIMESTAMP} says “{shown(written.strip())}”, which is no time."
