"""Which devices a run grades on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.course import Exercise
from grader.errors import UsageError
from grader.wire.names import PRETEND

# Without one of these there is no GPU that PyTorch could see, and no need to ask it.
_DRIVERS = ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd")


def choose_devices(wanted: str) -> tuple[str, ...]:
    """The devices for ``--device``: "auto" is the CPU, and CUDA too where there is one.

    "pretend" is for tests of grader itself: the CPU and a second device made of CPU memory.

    Raises:
        UsageError: the wanted device is not there.
    """
    if wanted == PRETEND:
        from grader.wire import pretend

        pretend.register()
        return ("cpu", PRETEND)
    has_cuda = wanted != "cpu" and _has_cuda()
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
        if device in exercise.devices or (device == PRETEND and "cuda" in exercise.devices)
    )


def _has_cuda() -> bool:
    if not any(Path(driver).exists() for driver in _DRIVERS):
        return False
    import torch

    return torch.cuda.is_available()
