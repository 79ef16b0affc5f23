"""What is worth an instructor's look about who handed in what, in English sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from grader.batch.plan import Plan
from grader.course import Assignment
from grader.grade import Grade, State
from grader.intake.duplicates import duplicates
from grader.intake.names import shown

_MAX_NAMED = 40


def same_bytes(plan: Plan, assignment: Assignment) -> tuple[str, ...]:
    """Who handed in the same files; stubs that everybody got don't count."""
    stubs = assignment.stubs.glob("*/*.ipynb")
    given = {hashlib.sha256(path.read_bytes()).hexdigest() for path in stubs if path.is_file()}
    hashes: dict[str, dict[str, str]] = {}
    for item in plan.items:
        own = hashes.setdefault(" and ".join(item.students), {})
        own.update(item.hashes)
    return duplicates(hashes, ignore=given)


def absent(grades: Sequence[Grade]) -> tuple[str, ...]:
    """Who is on the roster and has handed in nothing, in a sentence."""
    names = [
        shown(grade.student.name)
        for grade in grades
        if grade.student.enrolled and not grade.attempts and grade.state is not State.EXCUSED
    ]
    if not names:
        return ()
    more = f" and {len(names) - _MAX_NAMED} more" if len(names) > _MAX_NAMED else ""
    listed = ", ".join(names[:_MAX_NAMED])
    return (f"On the roster, and nothing handed in yet: {listed}{more}.",)
