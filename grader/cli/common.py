"""What commands share: our errors as messages, and options that several of them take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from grader.errors import GraderError

INTERRUPTED = 130
Command = TypeVar("Command", bound=Callable[..., object])


class Commands(click.Group):
    """Turns our errors into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except GraderError as error:
            _complain(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)


def _complain(error: GraderError) -> None:
    from grader.visible import visible

    click.secho(visible(f"Error: {error.message}"), fg="red", err=True)
    if error.hint:
        click.echo(visible(error.hint), err=True)


def course_options(command: Command) -> Command:
    """``--course`` and ``--assignment``."""
    command = click.option(
        "--assignment", metavar="NAME", help="Which assignment; may be left out if there is one."
    )(command)
    return click.option(
        "--course",
        type=click.Path(path_type=Path, file_okay=False),
        help="The course's folder; by default the nearest one upwards from here.",
    )(command)


def gradebook_option(command: Command) -> Command:
    """``--gradebook``: the file, which has to be there."""
    return click.option(
        "--gradebook",
        "path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("results/gradebook.db"),
        envvar="GRADER_GRADEBOOK",
        show_default=True,
        show_envvar=True,
        help="The gradebook.",
    )(command)
