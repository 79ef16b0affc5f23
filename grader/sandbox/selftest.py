"""Proves, before any student code runs, that a confined process can't do what it must not."""

from __future__ import annotations

import json
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

from grader.errors import SandboxError
from grader.sandbox.faults import CandidateFault
from grader.sandbox.launcher import CandidateLimits, Zygote
from grader.wire.frames import Caps
from grader.wire.messages import Kind

_LIMITS = CandidateLimits(
    cpu_seconds=10, wall_seconds=20, life_cpu_seconds=10, memory_bytes=4 << 30, output_bytes=1 << 16
)


def attempts(zygote: Zygote) -> dict[str, bool]:
    """What a candidate of this zygote can do that it must not: True where an attack succeeds."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listening:
        secret = Path(folder) / "secret"
        secret.write_text("secret")
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)
        targets = {"secret": str(secret), "folder": folder, "port": listening.getsockname()[1]}
        return _run(zygote, targets)


def _run(zygote: Zygote, targets: dict[str, Any]) -> dict[str, bool]:
    process = zygote.spawn(_LIMITS, probe=targets)
    try:
        # Any request will do: a probe has one answer.
        frame = process.exchange(Kind.STEP, b"", (), Caps())
    except CandidateFault as error:
        raise SandboxError(
            f"the sandbox's self-test did not end: {error}", hint=process.take_output()
        ) from error
    finally:
        process.end()
    found = json.loads(frame.header)
    return {str(name): bool(succeeded) for name, succeeded in found.items()}


def prove(zygote: Zygote) -> None:
    """Check that every attack fails.

    Raises:
        SandboxError: one succeeds.
    """
    open_doors = sorted(name for name, succeeded in attempts(zygote).items() if succeeded)
    if open_doors:
        layers = ", ".join(zygote.provider.layers)
        raise SandboxError(
            f"the sandbox does not hold here: {', '.join(open_doors)} (layers: {layers})",
            hint=f"This is a fault of grader or of this machine (uid {os.geteuid()}); "
            "nothing was graded. Run grader doctor and report what it says.",
        )
