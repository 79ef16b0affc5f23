"""Where a run's files lie, and where they may not."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from grader.course import Assignment
from grader.errors import UsageError
from grader.sandbox import readable_by_candidates
from grader.sandbox.provider import Choice


def refuse_exposed_places(
    assignment: Assignment, submissions: Path, output: Path, gradebook: Path, sandbox: str
) -> None:
    """Nothing secret may lie where candidates can read.

    Args:
        assignment: the assignment, with its hidden tests.
        submissions: where the submissions lie.
        output: where the results go.
        gradebook: the gradebook's file.
        sandbox: what was asked for with ``--sandbox``; without isolation there is nothing to keep.

    Raises:
        UsageError: one of them does; it says which, and what to do.
    """
    if not Choice.parse(sandbox).isolated:
        return
    places: Sequence[tuple[str, Path]] = (
        ("the course", assignment.instructors),
        ("the submissions", submissions),
        ("the results", output),
        ("the gradebook", gradebook),
    )
    for what, place in places:
        root = readable_by_candidates(place.resolve())
        if root is not None:
            raise UsageError(
                f"{place}: {what} would be readable by student code, which can read {root}",
                hint="Move it out of the Python environment's folder.",
            )


def refuse_mixed_places(submissions: Path, output: Path) -> None:
    """Results among the submissions would be graded as a student's the next time.

    Raises:
        UsageError: they would lie there.
    """
    if output.resolve().is_relative_to(submissions.resolve()):
        raise UsageError(
            f"{output}: the results would lie among the submissions",
            hint="Name a folder outside of them with --output.",
        )


def memory_folder(place: Path, assignment: str, digest: str) -> Path:
    """The folder for a run; what was kept there for other tests or another seed goes.

    Args:
        place: where such folders lie.
        assignment: the assignment's name.
        digest: of all that the tests' inputs and verdicts depend on.
    """
    folder = place / f"{assignment}-{digest[:20]}"
    for other in place.glob(f"{assignment}-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder
