"""``grader gradebook``: see grades, enter what is decided by hand, know and forget students."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from grader.cli.common import course_options, gradebook_option

if TYPE_CHECKING:
    from grader.course import Assignment
    from grader.grade import EntryKind
    from grader.gradebook import Gradebook

Command = TypeVar("Command", bound=Callable[..., object])


@click.group()
def gradebook() -> None:
    """See grades, and enter what is decided by hand."""


def _entry_options(command: Command) -> Command:
    """What all commands that enter something take."""
    author = click.option(
        "--author", metavar="NAME", default=_login, help="Who says so; by default your login name."
    )
    return gradebook_option(course_options(author(command)))


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return ""


_reason = click.option(
    "--reason", metavar="TEXT", required=True, help="Why, in a sentence; the student reads it."
)


@gradebook.command()
@gradebook_option
@course_options
@click.option("--student", "students", metavar="NAME", multiple=True, help="Of this one only.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def show(
    path: Path,
    course: Path | None,
    assignment: str | None,
    students: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show grades, and how they come about."""
    from grader.course import assignment_names, find_course, load_assignment
    from grader.gradebook import Gradebook
    from grader.terminal.gradebook import grades_json, show_grades

    place = course or find_course(Path.cwd())
    names: list[str | None] = [assignment]
    if assignment is None:
        names = [*assignment_names(place)] or [None]  # None is refused with a reason
    with Gradebook.open(path, new=False) as opened:
        found = []
        for name in names:
            chosen = opened.runs.policy(load_assignment(place, name))
            graded = opened.grade_of(chosen, students) if students else opened.grades(chosen)
            found.append((chosen, graded))
    if as_json:
        click.echo(grades_json(found))
    else:
        show_grades(found)


@gradebook.command(context_settings={"ignore_unknown_options": True})  # -2 is a number of points
@click.argument("student")
@click.argument("points", type=float)
@_reason
@_entry_options
def adjust(student: str, points: float, **options: Any) -> None:
    """Add POINTS to a STUDENT's score; they may be negative.

    They are added after the penalty for coming late, and stay when the work is graded again.
    """
    from grader.grade import EntryKind

    _enter(student, EntryKind.ADJUSTMENT, options.pop("reason"), points=points, **options)


@gradebook.command()
@click.argument("student")
@click.argument("text")
@click.option("--exercise", metavar="NAME", help="What it is about; otherwise the whole.")
@_entry_options
def comment(student: str, text: str, **options: Any) -> None:
    """Write a TEXT onto the STUDENT's page."""
    from grader.grade import EntryKind

    _enter(student, EntryKind.COMMENT, text, **options)


@gradebook.command()
@click.argument("student")
@_reason
@_entry_options
def excuse(student: str, **options: Any) -> None:
    """Let an assignment count for nothing for a STUDENT."""
    from grader.grade import EntryKind

    _enter(student, EntryKind.EXCUSE, options.pop("reason"), **options)


@gradebook.command()
@click.argument("student")
@click.argument("until")
@_reason
@_entry_options
def extend(student: str, until: str, **options: Any) -> None:
    """Give a STUDENT time UNTIL a later date: 2026-12-03, the end of that day, or
    2026-12-03T18:00.

    Without a time zone it is that of the assignment's due date.
    """
    from grader.grade import EntryKind

    _enter(student, EntryKind.EXTENSION, options.pop("reason"), until=until, **options)


def _enter(
    student: str,
    kind: EntryKind,
    text: str,
    *,
    path: Path,
    course: Path | None,
    assignment: str | None,
    author: str,
    points: float | None = None,
    until: str | None = None,
    exercise: str | None = None,
) -> None:
    """Make an entry, and say what it does to the grade."""
    from grader.course import find_course, load_assignment
    from grader.gradebook import Gradebook
    from grader.gradebook.dates import later_than, moment
    from grader.terminal.gradebook import show_entry

    written = load_assignment(course or find_course(Path.cwd()), assignment)
    _require_exercise(written, exercise)
    with Gradebook.open(path, new=False) as opened:
        chosen = opened.runs.policy(written)
        name = opened.people.find(student).name
        date = None
        if until is not None:
            date = later_than(opened.own_due(chosen, name), moment(until, chosen.due))
        with _change(opened, chosen, name):
            entry = opened.ledger.add(
                chosen.name,
                name,
                kind,
                text,
                author=author,
                points=points,
                until=date,
                exercise=exercise,
            )
            show_entry(entry)


def _require_exercise(assignment: Assignment, exercise: str | None) -> None:
    from grader.errors import UsageError

    names = [item.name for item in assignment.exercises]
    if exercise is not None and exercise not in names:
        raise UsageError(
            f"{assignment.name}: there is no exercise {exercise!r}",
            hint=f"Found: {', '.join(names)}.",
        )


@contextmanager
def _change(opened: Gradebook, assignment: Assignment, student: str) -> Iterator[None]:
    """Shows the grade before and after, as of the same moment."""
    from grader.terminal.gradebook import show_change

    now = datetime.datetime.now(datetime.UTC)
    (before,) = opened.grade_of(assignment, [student], now)
    yield
    (after,) = opened.grade_of(assignment, [student], now)
    show_change(before, after)


@gradebook.command()
@click.argument("entry", type=click.IntRange(1, (1 << 63) - 1))
@gradebook_option
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    help="The course's folder; by default the nearest one upwards from here.",
)
def withdraw(entry: int, path: Path, course: Path | None) -> None:
    """Let the ENTRY of this number count no more. It stays in the history."""
    from grader.course import find_course, load_assignment
    from grader.gradebook import Gradebook
    from grader.terminal.gradebook import show_entry

    with Gradebook.open(path, new=False) as opened:
        found = opened.ledger.entry(entry)
        written = load_assignment(course or find_course(Path.cwd()), found.assignment)
        chosen = opened.runs.policy(written)
        with _change(opened, chosen, found.student):
            show_entry(opened.ledger.withdraw(entry))


@gradebook.command()
@click.argument("student")
@gradebook_option
def history(student: str, path: Path) -> None:
    """List all that happened with a STUDENT: what was handed in, results, entries by hand."""
    from grader.gradebook import Gradebook
    from grader.terminal.gradebook import show_history

    with Gradebook.open(path, new=False) as opened:
        show_history(opened.people.find(student), opened.history(student))


@gradebook.command()
@click.argument("student")
@gradebook_option
@click.option(
    "--results",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Delete their pages in this results folder too.",
)
@click.option("--dry-run", is_flag=True, help="Delete nothing; say what would be deleted.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def forget(student: str, path: Path, results: Path | None, dry_run: bool, yes: bool) -> None:
    """Take a STUDENT out whole, with all that is kept of them."""
    from grader.gradebook import Gradebook
    from grader.report.folder import feedback_name, pages_of
    from grader.terminal.gradebook import show_forgotten, show_traces

    with Gradebook.open(path, new=False) as opened:
        traces = opened.traces(student)
        pages = [] if results is None else pages_of(results, traces.student)
        show_traces(traces, pages)
        if dry_run:
            return
        if not yes:
            click.confirm("Take all of it out? It can't be brought back", abort=True)
        opened.forget(student)
    for page in pages:
        page.unlink(missing_ok=True)
    show_forgotten(traces, feedback_name(traces.student), results)


@gradebook.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@gradebook_option
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would change.")
def roster(file: Path, path: Path, dry_run: bool) -> None:
    """Enter a class from a CSV FILE with a header.

    Its columns, in any order: name, full_name, email, section, sid, and the identifiers on
    platforms, such as canvas_id and gradescope_id. Students who are not on it any more stay in the
    gradebook, not enrolled. Makes the gradebook where there is none.
    """
    from grader.gradebook import Gradebook
    from grader.gradebook.roster import compare, read_roster
    from grader.terminal.gradebook import show_roster

    read = read_roster(file)
    if dry_run and not path.exists():
        show_roster(read, compare((), {}, read), dry_run=True)
        return
    with Gradebook.open(path) as opened:
        show_roster(read, opened.people.enrol(read, dry_run=dry_run), dry_run=dry_run)
