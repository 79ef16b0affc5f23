"""``grader doctor``."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--quick", is_flag=True, help="Only what takes no time: no torch, and no proof.")
def doctor(quick: bool) -> None:
    """Say what works on this machine, and what to do about what doesn't."""
    from grader.doctor import examine
    from grader.terminal.tools import show_findings

    findings = examine(quick=quick)
    show_findings(findings)
    sys.exit(0 if all(finding.is_fine or finding.optional for finding in findings) else 1)
