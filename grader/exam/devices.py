"""Which devices a run grades on."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from grader.course import Exercise
from grader.errors import UsageError
from grader.wire import pretend


def choose_devices(wanted: str) -> tuple[str, ...]:
    """The devices for ``--device``: "auto" is the CPU, and CUDA too where there is one.

    "pretend" is for tests of grader itself: the CPU and a second device made of CPU memory.

    Raises:
        UsageError: the wanted device is not there.
    """
    if wanted == pretend.NAME:
        pretend.register()
        return ("cpu", pretend.NAME)
    has_cuda = torch.cuda.is_available()
    if wanted == "auto":
        return ("cpu", "cuda") if has_cuda else ("cpu",)
    if wanted == "cuda" and not has_cuda:
        raise UsageError(
            "--device cuda: PyTorch sees no CUDA device here",
            hint="grader doctor says what it sees; --device cpu grades on the CPU alone.",
        )
    return (wanted,)


def devices_of(exercise: Exercise, available: Sequence[str]) -> tuple[str, ...]:
    """Those of a run's devices that an exercise names; a pretended device stands in for CUDA."""
    return tuple(
        device
        for device in available
        if device in exercise.devices or (device == pretend.NAME and "cuda" in exercise.devices)
    )
