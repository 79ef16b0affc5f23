"""What ``grader build``, ``grader new`` and ``grader doctor`` say at the terminal."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text as Plain

from grader.visible import visible

if TYPE_CHECKING:
    from grader.build import BuildReport, NewAssignment
    from grader.doctor import Finding


def show_build(report: BuildReport, *, dry_run: bool) -> None:
    """Which files a build wrote."""
    word = "would write" if dry_run else "wrote"
    for path in report.written:
        click.echo(f"{word} {_near(path)}")
    for path in report.leftover:
        click.echo(f"left over, from no source: {_near(path)}")
    click.echo(f"{word} {len(report.written)} files; {len(report.unchanged)} are up to date")


def show_new(laid_out: NewAssignment, *, dry_run: bool) -> None:
    """Which files a new assignment has, and how to go on."""
    word = "would write" if dry_run else "wrote"
    for path in laid_out.written:
        click.echo(visible(f"{word} {_near(laid_out.course / path)}"))
    count = len(laid_out.written)
    click.echo(visible(f"{word} {count} files of the assignment {laid_out.name}"))
    if dry_run:
        return
    inside = Path.cwd().resolve().is_relative_to(laid_out.course)
    where = "" if inside else f" --course {shlex.quote(_near(laid_out.course))}"
    hidden = shlex.quote(_near(laid_out.course / "solutions" / laid_out.name / "hidden"))
    name = f"{where} --assignment {laid_out.name}"
    click.echo("\nIt works as it is. Change its files to your own, and after each change run:")
    click.echo(visible(f"  grader build{name}    # make the stubs"))
    click.echo(visible(f"  pytest {hidden}    # does the reference pass?"))
    click.echo(visible(f"  grader verify{name}    # are the hidden tests good?"))


def _near(path: Path) -> str:
    """A path as short as it can be said from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def show_findings(findings: Sequence[Finding]) -> None:
    """The doctor's findings, each failure with what to do."""
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        sign, style = ("✓", "green") if finding.is_fine else ("✗", "red")
        if not finding.is_fine and finding.optional:
            sign, style = "–", "yellow"
        line = Plain.assemble((f"{sign} ", style), f"{finding.name}: {visible(finding.detail)}")
        console.print(line)
        if not finding.is_fine and finding.advice:
            console.print(Plain(f"    {finding.advice}"))
