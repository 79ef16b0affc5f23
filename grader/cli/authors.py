"""Commands for those who write an assignment: ``grader build``, ``new`` and ``verify``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.cli.common import course_options


@click.command()
@course_options
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


@click.command()
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


@click.command()
@course_options
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
    from grader.machine import this_machine
    from grader.terminal.gate import GateDisplay
    from grader.verify import Request, measure_rates, write_page
    from grader.verify import verify as try_the_tests
    from grader.verify.rates import Sizes

    request = Request(
        assignment=load_assignment(course or find_course(Path.cwd()), assignment),
        exercise=exercise,
        device=device,
        jobs=jobs or this_machine().jobs(),
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
