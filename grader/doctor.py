"""What works on this machine: each claim is tried, and each failure comes with what to do.

Prints nothing; ``grader.terminal`` shows the findings.
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import MachineError, SandboxError
from grader.machine import this_machine

_DISK_GB = 1.0


@dataclass(frozen=True)
class Finding:
    """One thing that was tried. ``optional`` ones don't stop grading when they fail."""

    name: str
    is_fine: bool
    detail: str
    advice: str = ""
    optional: bool = False


def examine(*, quick: bool = False) -> list[Finding]:
    """Try everything that grading needs, and what makes it nicer.

    Args:
        quick: only what takes no time, neither torch nor the proof.
    """
    if quick:
        return [finding for check in (_python, _kernel, _resources) for finding in check()]
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _torch,
        _kernel,
        _bubblewrap,
        _proof,
        _resources,
        _pages,
    )
    return [finding for check in checks for finding in check()]


def _python() -> Iterator[Finding]:
    version = platform.python_version()
    fine = sys.version_info >= (3, 11)
    yield Finding("Python", fine, version, "grader needs Python 3.11 or newer.")
    fine = sys.platform == "linux"
    yield Finding(
        "operating system",
        fine,
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "Student code is isolated on Linux only. Grade on a Linux machine, or in a container: "
        "grader run --container IMAGE.",
    )


def _torch() -> Iterator[Finding]:
    import torch

    yield Finding("torch", True, torch.__version__)
    if torch.cuda.is_available():
        yield Finding("CUDA", True, torch.cuda.get_device_name(0), optional=True)
    else:
        advice = "Not needed: exercises are then graded on the CPU alone."
        yield Finding("CUDA", False, "no device", advice, optional=True)


def _kernel() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    import landlockpy
    import seccompy

    abi = landlockpy.abi_version()
    yield Finding(
        "Landlock",
        abi > 0,
        f"ABI {abi}" if abi else "not available",
        "Without it files can't be isolated and grader run refuses to work. It needs Linux 5.13 "
        "or newer with landlock among the kernel's lsm= list.",
    )
    yield Finding(
        "seccomp",
        seccompy.supported(),
        "available" if seccompy.supported() else "not available",
        "Without it the network and other processes can't be isolated. Any recent kernel has it.",
    )


def _bubblewrap() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    from grader.sandbox.providers import linux

    works = linux.bubblewrap_works()
    yield Finding(
        "bubblewrap",
        works,
        "works" if works else "not installed" if shutil.which("bwrap") is None else "refused",
        "A bonus layer. Install your system's bubblewrap package; containers often refuse it.",
        optional=True,
    )


def _proof() -> Iterator[Finding]:
    from grader.sandbox import open_zygote
    from grader.sandbox.selftest import attempts

    try:
        zygote = open_zygote()
    except SandboxError as error:
        yield Finding("isolation", False, error.message, error.hint)
        return
    try:
        tried = attempts(zygote)
    finally:
        zygote.close()
    layers = ", ".join(zygote.provider.layers)
    open_doors = [name for name, succeeded in tried.items() if succeeded]
    yield Finding(
        "isolation",
        not open_doors,
        f"{len(tried) - len(open_doors)} of {len(tried)} attacks refused ({layers})",
        f"Succeeded: {', '.join(open_doors)}. Nothing is graded here; report it as a fault.",
    )
    for gap in zygote.provider.gaps():
        yield Finding("not promised here", False, gap.english(), optional=True)


def _resources() -> Iterator[Finding]:
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    advice = f"Results and pages need room: make at least {_DISK_GB:.0f} GB free."
    yield Finding("disk here", free >= _DISK_GB, f"{free:.1f} GB free", advice)
    machine = this_machine()
    processes = "" if machine.processes is None else f", {machine.processes} processes"
    found = f"{machine.memory / 1e9:.1f} GB, {machine.cores} cores{processes}"
    try:
        machine.require_room(1)
    except MachineError as error:
        yield Finding("memory and cores", False, f"{found}: {error.message}", error.hint)
    else:
        room = f"room for {machine.jobs()} at a time"
        yield Finding("memory and cores", True, f"{found}: {room}")


def _pages() -> Iterator[Finding]:
    browser = next(filter(shutil.which, ("chromium", "google-chrome", "firefox")), None)
    advice = "Not needed here: the pages open in any browser on any machine."
    yield Finding("browser", browser is not None, browser or "none found", advice, optional=True)
    fonts = [Path(folder) for folder in ("/usr/share/fonts", "/usr/local/share/fonts")]
    chinese = any(list(folder.rglob("*CJK*")) for folder in fonts if folder.is_dir())
    yield Finding(
        "Chinese font",
        chinese,
        "found" if chinese else "none found",
        "Only to look at Chinese pages on this machine: install fonts-noto-cjk.",
        optional=True,
    )
