"""Grades and feedback out: ``grader export``, ``grader feedback pack``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from grader.cli.common import course_options, gradebook_option


@click.command()
@click.argument(
    "form",
    metavar="FORMAT",
    type=click.Choice(["canvas", "moodle", "gradescope", "csv", "json", "junit", "nbgrader"]),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@course_options
@gradebook_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where it goes; by default FILE-filled.csv beside FILE, or grades.* here.",
)
@click.option("--overwrite", is_flag=True, help="Replace what is at the output's place.")
@click.option("--dry-run", is_flag=True, help="Show the differences; write nothing.")
@click.option("--column", metavar="HEADING", help="canvas, moodle: which column is filled.")
@click.option(
    "--force", is_flag=True, help="moodle: fill in also where somebody graded there after us."
)
@click.option("--student", metavar="NAME", help="gradescope: whose results.json.")
def export(
    form: str,
    file: Path | None,
    course: Path | None,
    assignment: str | None,
    path: Path,
    output: Path | None,
    overwrite: bool,
    dry_run: bool,
    column: str | None,
    force: bool,
    student: str | None,
) -> None:
    """Write the grades in FORMAT: canvas, moodle, gradescope, csv, json, junit or nbgrader.

    For canvas and moodle FILE is the gradebook or grading worksheet as you downloaded it: a copy
    gets the grades and is else the same, byte for byte. What changes is always shown.
    """
    from grader.course import find_course, load_assignment
    from grader.export import files
    from grader.export.forms import SUFFIXES, make, require_known
    from grader.gradebook import Gradebook
    from grader.terminal import exports

    chosen = load_assignment(course or find_course(Path.cwd()), assignment)
    require_known(form, file)
    if output is None:
        output = Path(f"grades{SUFFIXES[form]}")
        if file is not None:
            output = file.with_name(f"{file.stem}-filled{file.suffix}")
    if not dry_run:
        files.require_new(output, overwrite=overwrite)
    with Gradebook.open(path, new=False) as book:
        made = make(form, book, chosen, file=file, column=column, force=force, student=student)
    if made.filled is not None:
        exports.show_filled(made.filled)
    else:
        exports.show_grades(made.grades)
    if not dry_run:
        files.write(output, lambda opened: opened.write(made.content))
    exports.show_written(output, dry_run=dry_run)


@click.group()
def feedback() -> None:
    """Give the feedback pages back to the students."""


@feedback.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["folder", "moodle", "nbgrader"]),
    default="folder",
    show_default=True,
    help="A folder for each student, the files that Moodle takes back, or nbgrader's tree.",
)
@course_options
@gradebook_option
@click.option(
    "--results",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("results"),
    show_default=True,
    help="The folder that grader run filled.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Where it goes; by default feedback-FORMAT, with .zip for a zip.",
)
@click.option("--zip/--tree", "zipped", default=None, help="One zip (moodle) or a tree of files.")
@click.option("--overwrite", is_flag=True, help="Replace a zip that is there.")
@click.option("--dry-run", is_flag=True, help="Say what would be packed; write nothing.")
@click.option(
    "--worksheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="moodle: the assignment's grading worksheet, for the participants' numbers.",
)
@click.option("--folder", metavar="NAME", help="nbgrader: its name of the assignment.")
def pack(
    form: Literal["folder", "moodle", "nbgrader"],
    course: Path | None,
    assignment: str | None,
    path: Path,
    results: Path,
    output: Path | None,
    zipped: bool | None,
    overwrite: bool,
    dry_run: bool,
    worksheet: Path | None,
    folder: str | None,
) -> None:
    """Pack the feedback pages as a platform takes them back."""
    from grader.course import find_course, load_assignment
    from grader.export import files
    from grader.export.moodle import participants
    from grader.export.pack import pack as gather
    from grader.gradebook import Gradebook
    from grader.terminal import exports

    chosen = load_assignment(course or find_course(Path.cwd()), assignment)
    zipped = form == "moodle" if zipped is None else zipped
    output = output or Path(f"feedback-{form}" + (".zip" if zipped else ""))
    if not dry_run:
        files.require_new(output, overwrite=overwrite and zipped)
    with Gradebook.open(path, new=False) as book:
        grades = book.grades(chosen)
    numbers = None
    if worksheet is not None:
        numbers = participants(files.read(worksheet), grades, name=str(worksheet))
    gathered = gather(results, grades, form, participants=numbers, folder=folder or "")
    exports.show_pack(gathered)
    if not dry_run:
        if zipped:
            files.write(output, gathered.write_zip)
        else:
            with files.explained(output):
                gathered.write_tree(output)
    exports.show_written(output, dry_run=dry_run)
