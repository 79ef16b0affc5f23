"""What commands share: our errors as messages, and options that several of them take."""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

import click
from click.core import ParameterSource

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


def end_gently() -> None:
    """To be told to end is from now on as Ctrl-C is: by a service manager, a cluster, an engine for
    containers (where grader may be process 1, whom SIGTERM would not reach)."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def as_written(context: click.Context, *, without: Collection[str]) -> list[str]:
    """The options that a command was given, to give them to another.

    Args:
        context: of the command.
        without: parameters to leave out, by name.
    """
    written = []
    for parameter in context.command.params:
        name = str(parameter.name)
        if name in without or context.get_parameter_source(name) is ParameterSource.DEFAULT:
            continue
        value = context.params[name]
        if isinstance(parameter, click.Option) and parameter.is_flag:
            written.append((parameter.opts if value else parameter.secondary_opts)[0])
        else:
            for one in value if parameter.multiple else [value]:
                written.append(f"{parameter.opts[0]}={one}")
    return written
