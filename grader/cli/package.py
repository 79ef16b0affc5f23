"""``grader package``: an assignment as a platform runs it."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import course_options


@click.group()
def package() -> None:
    """Pack an assignment for a platform that runs autograders."""


@package.command()
@course_options
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("autograder.zip"),
    show_default=True,
    help="Where the zip goes. It holds the solutions: for instructors only.",
)
@click.option("--overwrite", is_flag=True, help="Replace a zip that is there.")
def gradescope(course: Path | None, assignment: str | None, output: Path, overwrite: bool) -> None:
    """Pack an assignment as an autograder for Gradescope."""
    from grader.course import find_course, load_assignment
    from grader.export import files
    from grader.export.package import write_autograder
    from grader.terminal import exports

    chosen = load_assignment(course or find_course(Path.cwd()), assignment)
    files.require_new(output, overwrite=overwrite)
    files.write(output, lambda opened: write_autograder(chosen, opened))
    exports.show_written(output, dry_run=False)
