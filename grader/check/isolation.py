"""Where the student's program runs: in the sandbox, or without where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from grader.errors import SandboxError
from grader.outcome import Text, text
from grader.sandbox import open_zygote
from grader.sandbox.launcher import Starter
from grader.sandbox.lone import LoneStarter


@dataclass(frozen=True)
class Isolation:
    """What candidates come from, and the layers that confine them; ``reason`` says why there
    are none; None where that was asked for."""

    starter: Starter
    layers: tuple[str, ...] = ()
    reason: Text | None = None


def _no_sandbox(reason: str) -> Text:
    return text("There is no sandbox here ({reason}).", reason=reason)


@contextmanager
def isolation(*, wanted: bool) -> Iterator[Isolation]:
    """The sandbox that grading uses, if it is ``wanted`` and works here; else none at all."""
    if not wanted:
        yield Isolation(LoneStarter())
        return
    if sys.platform != "linux":
        yield Isolation(LoneStarter(), reason=_no_sandbox(f"Python runs on {sys.platform}"))
        return
    try:
        zygote = open_zygote()
    except SandboxError as error:
        yield Isolation(LoneStarter(), reason=_no_sandbox(error.message))
        return
    try:
        yield Isolation(zygote, zygote.provider.layers)
    finally:
        zygote.close()
