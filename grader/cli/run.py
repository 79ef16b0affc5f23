"""``grader run``, ``grader watch`` and ``grader replay``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from grader.cli.common import INTERRUPTED, as_written, course_options, end_gently, gradebook_option
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.batch.run import Request
    from grader.course import Assignment

_NOT_ACCEPTED = 3
_KILLED = 128 + 9
_MOUNTED = frozenset({"submissions", "output", "course", "gradebook"})
LAYOUTS = ("auto", "folder", "canvas", "moodle", "gradescope", "nbgrader", "pattern")
Command = TypeVar("Command", bound=Callable[..., object])
# How the submissions lie.
_LYING = (
    click.option(
        "--layout",
        type=click.Choice(LAYOUTS),
        default="auto",
        show_default=True,
        help="How the submissions lie; auto recognises it and says what it found.",
    ),
    click.option(
        "--pattern",
        metavar="REGEX",
        help="For any other layout: a regular expression over whole relative paths, with a group "
        "(?P<student>…), and if you like id, email, full_name, attempt, time, late.",
    ),
    click.option(
        "--nbgrader-assignment",
        metavar="NAME",
        help="Which one, where an nbgrader tree holds several; by default the one called like the "
        "assignment.",
    ),
)
_OPTIONS = (
    *_LYING,
    click.option(
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("results"),
        show_default=True,
        help="Where results, pages and gradebook go.",
    ),
    click.option(
        "--device",
        type=click.Choice(["auto", "cpu", "cuda"]),
        default="auto",
        show_default=True,
        help="Where the tests run; auto is the CPU, and CUDA too where there is one.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        help="How many submissions at a time; by default as there are cores and memory for.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Hand the submissions to a Dask cluster: tls://HOST:PORT, a scheduler file, or "
        "local:N for N workers on this machine.",
    ),
    click.option(
        "--tls",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="FOLDER",
        help="With ca.pem, cert.pem and key.pem for a tls:// scheduler.",
    ),
    click.option("--seed", help="Repeat a run: the seed stands in its results.json."),
    click.option(
        "--lang",
        "language",
        help="Language of all pages; by default each student's page is in that of the notebooks.",
    ),
    click.option(
        "--gradebook",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="GRADER_GRADEBOOK",
        show_envvar=True,
        help="Keep one gradebook for the term; by default gradebook.db among the results.",
    ),
    click.option(
        "--sandbox",
        default="auto",
        show_default=True,
        help="Which layers: auto is all that work here; no-bubblewrap and landlock-abi=N do with "
        "less; none is no isolation at all, for code that you trust as your own.",
    ),
    click.option("--yes", "agrees", is_flag=True, help="Agree to changes of grades that stand."),
    click.option(
        "--notebook-views/--no-notebook-views",
        default=True,
        show_default=True,
        help="Make a page for each student that shows the notebooks as handed in.",
    ),
)


def _with(
    options: Sequence[Callable[[Command], Command]],
) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _grading(command: Command) -> Command:
    """SUBMISSIONS, and all options that say how they are graded and where results go."""
    command = _with(_OPTIONS)(command)
    argument = click.argument("submissions", type=click.Path(path_type=Path))
    return argument(course_options(command))


def _chosen(course: Path | None, assignment: str | None, language: str | None) -> Assignment:
    from grader.course import find_course, load_assignment
    from grader.report import require_language

    chosen = load_assignment(course or find_course(Path.cwd()), assignment)
    if language is not None:
        require_language(chosen, language)
    return chosen


def _begin() -> None:
    """Before anything is imported that only Unix has."""
    if find_spec("fcntl") is None:
        raise UsageError(
            "nothing can be graded on this system itself",
            hint="Add --container IMAGE to grader run: Docker or podman brings the Linux it needs.",
        )
    end_gently()


def _request(
    course: Path | None, assignment: str | None, jobs: int | None, **asked: Any
) -> Request:
    from grader.batch.run import Request
    from grader.machine import this_machine

    chosen = _chosen(course, assignment, asked["language"])
    return Request(assignment=chosen, jobs=jobs or this_machine().jobs(), **asked)


def _in_container(context: click.Context, image: str, engine_options: Sequence[str]) -> int:
    from grader.container import Asked, run_in_container
    from grader.course import nearest_course

    given = context.params
    if given["scheduler"] is not None:
        raise UsageError(
            "--container and --scheduler don't go together: the container has no network",
            hint="Workers can be containers of that image; docs/deploying.md shows how.",
        )
    asked = Asked(
        given["submissions"],
        given["output"],
        given["course"] or nearest_course(Path.cwd()),
        given["gradebook"],
        as_written(context, without=_MOUNTED | {"image", "engine_options"}),
        engine_options,
        given["dry_run"],
    )
    code = run_in_container(image, asked)
    if code == _KILLED:
        click.echo(
            "The container was killed, most likely since its memory ran out: allow more with "
            "--container-option=--memory=4g, or use fewer --jobs.",
            err=True,
        )
    return code


@click.command()
@_grading
@click.option(
    "--only", metavar="STUDENT", multiple=True, help="Grade this student alone; may be repeated."
)
@click.option(
    "--exercise", metavar="NAME", multiple=True, help="Grade this exercise alone; may be repeated."
)
@click.option("--force", is_flag=True, help="Grade again what has not changed, too.")
@click.option("--dry-run", is_flag=True, help="Say what would be graded; write nothing.")
@click.option(
    "--container",
    "image",
    metavar="IMAGE",
    envvar="GRADER_CONTAINER",
    show_envvar=True,
    help="Grade in a container of this image, with Docker or podman; needs no Linux here.",
)
@click.option(
    "--container-option",
    "engine_options",
    metavar="OPTION",
    multiple=True,
    help="One more option for Docker or podman, as --container-option=--memory=4g.",
)
@click.pass_context
def run(
    context: click.Context,
    /,
    only: tuple[str, ...],
    exercise: tuple[str, ...],
    force: bool,
    dry_run: bool,
    agrees: bool,
    image: str | None,
    engine_options: tuple[str, ...],
    **asked: Any,
) -> None:
    """Grade the SUBMISSIONS: a folder with one folder, zip or notebook per student, a zip of such
    a folder, or what Canvas, Moodle, Gradescope or nbgrader gave you.

    What was graded before and has not changed is not graded again. Grades that would change are
    shown, and change only when you agree.
    """
    if image is not None:
        sys.exit(_in_container(context, image, engine_options))
    _begin()
    from grader.batch.plan import Wanted
    from grader.batch.run import grade, plan
    from grader.terminal.runs import RunDisplay

    request = _request(**asked, wanted=Wanted(only, exercise, force))
    with RunDisplay(request.assignment, agrees=agrees) as display:
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


@click.command()
@_grading
@click.option(
    "--every",
    type=click.FloatRange(0.1, 3600),
    default=5.0,
    show_default=True,
    help="Seconds between two looks.",
)
def watch(agrees: bool, every: float, **asked: Any) -> None:
    """Grade what arrives among the SUBMISSIONS, until Ctrl-C.

    Results, pages and gradebook are those of grader run. Files that are still being copied are
    waited for.
    """
    _begin()
    from grader.batch.run import grade
    from grader.batch.watch import watch
    from grader.terminal.runs import RunDisplay

    request = _request(**asked)

    def run() -> Any:
        with RunDisplay(request.assignment, agrees=agrees, brief=True) as display:
            return grade(request, display)

    display = RunDisplay(request.assignment, brief=True)
    display.watching(request.submissions)
    try:
        for finished in watch(request.submissions, run, every=every):
            display.watched(finished)
    except KeyboardInterrupt:
        click.echo("Stopped watching. All that was graded is in the gradebook.")


@click.command()
@click.argument("student")
@click.argument("exercise")
@click.argument("test", required=False)
@course_options
@gradebook_option
@click.option(
    "--submissions",
    type=click.Path(path_type=Path),
    help="Where what was graded lies; by default where the run found it.",
)
@_with(_LYING)
@click.option("--sandbox", default="auto", show_default=True, help="Which layers.")
def replay(
    student: str,
    exercise: str,
    test: str | None,
    course: Path | None,
    assignment: str | None,
    path: Path,
    submissions: Path | None,
    sandbox: str,
    layout: str,
    pattern: str | None,
    nbgrader_assignment: str | None,
) -> None:
    """Run the tests of a STUDENT's EXERCISE again exactly as they were graded, or one TEST.

    The seed, the devices and the files are those of the grading, byte for byte. Nothing is
    recorded. Exit code 1 when something else comes of it.
    """
    from grader.batch.replay import Request, replay
    from grader.gradebook import Gradebook
    from grader.terminal.replay import show_replay

    request = Request(
        _chosen(course, assignment, None),
        student,
        exercise,
        submissions,
        sandbox,
        layout=layout,
        pattern=pattern,
        nbgrader_assignment=nbgrader_assignment,
    )
    with Gradebook.open(path, new=False) as gradebook:
        replayed = replay(request, gradebook)
    show_replay(replayed, test)
    sys.exit(0 if replayed.agrees else 1)
