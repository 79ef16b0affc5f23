"""The commands: parse what was asked, call, print. No decisions are made here.

One module for each group of commands; they import what they need when they are called, so that
``grader --help`` takes no time.
"""

from __future__ import annotations

import click

import grader
from grader.cli.authors import build, new, verify
from grader.cli.check import check
from grader.cli.common import Commands
from grader.cli.doctor import doctor
from grader.cli.export import export, feedback
from grader.cli.gradebook import gradebook
from grader.cli.package import package
from grader.cli.run import replay, run, watch


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(grader.__version__, prog_name="grader")
def main() -> None:
    """Grade notebooks in which students write PyTorch functions."""


for _command in (
    run,
    watch,
    check,
    gradebook,
    export,
    feedback,
    replay,
    package,
    build,
    new,
    verify,
    doctor,
):
    main.add_command(_command)
