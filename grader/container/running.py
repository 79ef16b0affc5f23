"""Runs the engine until the container has ended: signals go on to it, and nothing stays behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from grader.container.engine import Engine

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def run_engine(engine: Engine, name: str, command: Sequence[str]) -> int:
    """Run it, and give the exit code of the run inside.

    Args:
        engine: which one.
        name: of the container.
        command: the engine's whole command.
    """
    # With a terminal of its own Ctrl-C reaches the run as a key. Without one each signal is to
    # reach the engine once, from here, and not from the terminal that it shares with us as well.
    process = subprocess.Popen(command, start_new_session="--tty" not in command)
    with _handing_on(process) as handed_on:
        code = process.wait()
        if handed_on or code < 0:
            # It should be gone; but the engine may have ended without it.
            subprocess.run([engine.path, "rm", "--force", name], capture_output=True)
    return code if code >= 0 else 128 - code


@contextmanager
def _handing_on(process: subprocess.Popen[bytes]) -> Iterator[list[int]]:
    """Hand on every signal that would end us; gives those that there were."""
    handed_on: list[int] = []

    def hand_on(number: int, _: FrameType | None) -> None:
        handed_on.append(number)
        if sys.platform != "win32":  # there Ctrl-C reaches all processes of a console
            process.send_signal(number)

    former = {
        number: signal.signal(number, hand_on)
        for name in _SIGNALS
        if (number := getattr(signal, name, None)) is not None
    }
    try:
        yield handed_on
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
