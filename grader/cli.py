"""The commands: parse what was asked, call, print. No decisions are made here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

import grader
from grader.errors import GraderError

_INTERRUPTED = 130
Command = TypeVar("Command", bound=Callable[..., object])


class _Group(click.Group):
    """Turns our errors into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GraderError as error:
            _complain(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(_INTERRUPTED)


def _complain(error: GraderError) -> None:
    from grader.visible import visible

    click.secho(visible(f"Error: {error.message}"), fg="red", err=True)
    if error.hint:
        click.echo(visible(error.hint), err=True)


def _course_options(command: Command) -> Command:
    command = click.option(
        "--assignment", metavar="NAME", help="Which assignment; may be left out if there is one."
    )(command)
    return click.option(
        "--course",
        type=click.Path(path_type=Path, file_okay=False),
        help="The course's folder; by default the nearest one upwards from here.",
    )(command)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(grader.__version__, prog_name="grader")
def main() -> None:
    """Grade notebooks in which students write PyTorch functions."""


@main.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@_course_options
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
    notebook_views: bool,
) -> None:
    """Grade the SUBMISSIONS folder: one folder, zip or notebook per student."""
    from grader.batch.run import Request, grade
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
    )
    with RunDisplay(chosen) as display:
        try:
            finished = grade(request, display)
        except KeyboardInterrupt:
            display.interrupted(request)
            sys.exit(_INTERRUPTED)
    display.summary(finished)
    if finished.interrupted:
        sys.exit(_INTERRUPTED)
    sys.exit(0 if finished.all_graded else 1)


@main.command()
@_course_options
@click.option("--check", is_flag=True, help="Write nothing; fail if the notebooks are outdated.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@click.option(
    "--solutions",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the solved notebooks into this folder instead (never for students).",
)
def build(
    course: Path | None,
    assignment: str | None,
    check: bool,
    dry_run: bool,
    solutions: Path | None,
) -> None:
    """Build the stub notebooks from the exercises' sources."""
    from grader.build import build_assignment, check_assignment, write_solutions
    from grader.course import find_course, load_assignment
    from grader.terminal.tools import show_build

    chosen = load_assignment(course or find_course(Path.cwd()), assignment)
    if check:
        check_assignment(chosen)
        click.echo(f"The notebooks of {chosen.name} are up to date.")
    elif solutions is not None:
        show_build(write_solutions(chosen, solutions), dry_run=False)
    else:
        show_build(build_assignment(chosen, dry_run=dry_run), dry_run=dry_run)


@main.command()
@click.argument("assignment")
@click.option(
    "--course",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The course's folder, which may be new; by default the nearest course upwards from here, "
    "or this folder.",
)
@click.option("--title", metavar="TEXT", help="Its title; by default the name in words.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
def new(assignment: str, course: Path | None, title: str | None, dry_run: bool) -> None:
    """Lay out a new ASSIGNMENT with a small exercise to start from.

    It builds, grades and passes its gate at once. Nothing is overwritten.
    """
    from grader.build import new_assignment
    from grader.course import nearest_course
    from grader.terminal.tools import show_new

    place = course or nearest_course(Path.cwd()) or Path.cwd()
    laid_out = new_assignment(place, assignment, title=title, dry_run=dry_run)
    show_new(laid_out, dry_run=dry_run)


@main.command()
@_course_options
@click.option("--exercise", metavar="NAME", help="Look at one exercise only.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("verification"),
    show_default=True,
    help="Where the page with all findings goes.",
)
@click.option(
    "--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many programs at a time; by default as many as there are cores.",
)
@click.option("--seed", help="Repeat a verification: the seed stands on its page.")
@click.option(
    "--rates",
    is_flag=True,
    help="Measure the tests' rates of error instead, over many thousand gradings.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.001, 100),
    default=1.0,
    help="With --rates: how many times the usual number of gradings.",
)
def verify(
    course: Path | None,
    assignment: str | None,
    exercise: str | None,
    output: Path,
    device: str,
    jobs: int | None,
    seed: str | None,
    rates: bool,
    scale: float,
) -> None:
    """Are the hidden tests good? Try them on right and wrong programs.

    The gate that an assignment passes before it is released; exit code 1 when it does not.
    """
    from grader.course import find_course, load_assignment
    from grader.terminal.gate import GateDisplay
    from grader.verify import Request, measure_rates, write_page
    from grader.verify import verify as try_the_tests
    from grader.verify.rates import Sizes

    request = Request(
        assignment=load_assignment(course or find_course(Path.cwd()), assignment),
        exercise=exercise,
        device=device,
        jobs=jobs or len(os.sched_getaffinity(0)),
        seed=seed,
    )
    display = GateDisplay()
    if rates:
        with display:
            measured = measure_rates(request, Sizes().scaled(scale), display)
        display.rates(measured)
        sys.exit(0 if measured.passes else 1)
    with display:
        report = try_the_tests(request, display)
    display.report(report, write_page(report, output))
    sys.exit(0 if report.passes else 1)


@main.command()
def doctor() -> None:
    """Say what works on this machine, and what to do about what doesn't."""
    from grader.doctor import examine
    from grader.terminal.tools import show_findings

    findings = examine()
    show_findings(findings)
    sys.exit(0 if all(finding.is_fine or finding.optional for finding in findings) else 1)
