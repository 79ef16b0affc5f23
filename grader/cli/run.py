"""``grader run``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from grader.cli.common import INTERRUPTED, course_options

_NOT_ACCEPTED = 3


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@course_options
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("results"),
    show_default=True,
    help="Where results, pages and gradebook go.",
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="Where the tests run; auto is the CPU, and CUDA too where there is one.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many submissions at a time; by default as many as there are cores.",
)
@click.option("--seed", help="Repeat a run: the seed stands in its results.json.")
@click.option(
    "--lang",
    "language",
    help="Language of all pages; by default each student's page is in that of the notebooks.",
)
@click.option(
    "--gradebook",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep one gradebook for the term; by default gradebook.db among the results.",
)
@click.option(
    "--sandbox",
    default="auto",
    show_default=True,
    help="Which layers: auto is all that work here; no-bubblewrap and landlock-abi=N do with less; "
    "none is no isolation at all, for code that you trust as your own.",
)
@click.option(
    "--only", metavar="STUDENT", multiple=True, help="Grade this student alone; may be repeated."
)
@click.option(
    "--exercise", metavar="NAME", multiple=True, help="Grade this exercise alone; may be repeated."
)
@click.option("--force", is_flag=True, help="Grade again what has not changed, too.")
@click.option("--yes", is_flag=True, help="Agree to changes of grades that stand.")
@click.option("--dry-run", is_flag=True, help="Say what would be graded; write nothing.")
@click.option(
    "--notebook-views/--no-notebook-views",
    default=True,
    show_default=True,
    help="Make a page for each student that shows the notebooks as handed in.",
)
def run(
    submissions: Path,
    course: Path | None,
    assignment: str | None,
    output: Path,
    device: str,
    jobs: int | None,
    seed: str | None,
    language: str | None,
    gradebook: Path | None,
    sandbox: str,
    only: tuple[str, ...],
    exercise: tuple[str, ...],
    force: bool,
    yes: bool,
    dry_run: bool,
    notebook_views: bool,
) -> None:
    """Grade the SUBMISSIONS folder: one folder, zip or notebook per student.

    What was graded before and has not changed is not graded again. Grades that would change are
    shown, and change only when you agree.
    """
    from grader.batch.plan import Wanted
    from grader.batch.run import Request, grade, plan
    from grader.course import find_course, load_assignment
    from grader.report import require_language
    from grader.terminal.runs import RunDisplay

    chosen = load_assignment(course or find_course(Path.cwd()), assignment)
    if language is not None:
        require_language(chosen, language)
    request = Request(
        submissions=submissions,
        assignment=chosen,
        output=output,
        device=device,
        jobs=jobs or len(os.sched_getaffinity(0)),
        seed=seed,
        language=language,
        gradebook=gradebook,
        sandbox=sandbox,
        notebook_views=notebook_views,
        wanted=Wanted(only, exercise, force),
    )
    with RunDisplay(chosen, agrees=yes) as display:
        if dry_run:
            plan(request, display)
            return
        try:
            finished = grade(request, display)
        except KeyboardInterrupt:
            display.interrupted(request)
            sys.exit(INTERRUPTED)
    display.summary(finished)
    if finished.interrupted:
        sys.exit(INTERRUPTED)
    if not finished.all_graded:
        sys.exit(1)
    sys.exit(0 if finished.accepted else _NOT_ACCEPTED)
