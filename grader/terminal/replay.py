"""A replay at the terminal: each test as it was and as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text as Plain

from grader.visible import visible

if TYPE_CHECKING:
    from grader.batch.replay import Replayed
    from grader.outcome import TestResult


def show_replay(replayed: Replayed, test: str | None) -> None:
    """Print what came of it; of all tests, or of one."""
    console = Console(highlight=False, soft_wrap=True)
    run = replayed.run
    console.print(
        f"Graded on {run.started:%Y-%m-%d %H:%M} UTC by grader {run.grader} with PyTorch "
        f"{run.torch} on {', '.join(run.devices)}; seed {run.seed}."
    )
    if not replayed.same_inputs:
        console.print(
            "The hidden tests, settings, grader or PyTorch have changed since: this is not the "
            "same exam.",
            style="yellow",
        )
    for before, now in replayed.tests():
        if test in (None, now.test):
            _show(console, before, now)


def _show(console: Console, before: TestResult | None, now: TestResult) -> None:
    then = before.outcome if before is not None else "not there"
    same = before is not None and before.outcome is now.outcome
    outcome = str(now.outcome) if same else f"{now.outcome} (was {then})"
    console.print(Plain(f"{now.test}: {outcome}", style="" if same else "bold red"))
    failure = now.failure
    for message in failure.messages if failure is not None else ():
        console.print(Plain(f"    {visible(message.english())}"))
    if failure is not None and failure.internal:
        console.print(Plain(visible(failure.internal.strip()), style="dim"))
