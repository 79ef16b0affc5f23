"""``grader check``, for students."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.cli.common import course_options


@click.command()
@click.argument("notebooks", nargs=-1, required=True, type=click.Path(path_type=Path))
@course_options
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the page goes; by default NAME.check.html in this folder.",
)
@click.option(
    "--lang",
    "language",
    help="Language of the results; by default that of the notebooks.",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(1, 3600),
    default=30.0,
    show_default=True,
    help="How long one cell of checks may take.",
)
@click.option(
    "--sandbox",
    type=click.Choice(["auto", "none"]),
    default="auto",
    show_default=True,
    help="auto isolates the program where this machine can; none never does.",
)
def check(
    notebooks: tuple[Path, ...],
    course: Path | None,
    assignment: str | None,
    output: Path | None,
    language: str | None,
    time_limit: float,
    sandbox: str,
) -> None:
    """Run the public checks of your NOTEBOOKS, as grading would take your functions out.

    For students: it needs nothing but the notebooks, or folders that hold some. No points are
    given, and passing does not mean full marks. Exit code 1 when a check is not passed.
    """
    from grader.check import Request
    from grader.check import check as run_checks
    from grader.terminal.check import CheckDisplay, say_isolation

    request = Request(
        paths=notebooks,
        course=course,
        assignment=assignment,
        language=language,
        output=output,
        seconds=time_limit,
        sandboxed=sandbox == "auto",
    )
    checked = run_checks(request, say_isolation)
    CheckDisplay(checked).show()
    sys.exit(0 if checked.all_passed else 1)
