"""Linux: Landlock and seccomp always, bubblewrap round the zygote where it works.

Finds out what this machine offers; whether it holds is proven later by the probe.
"""

from __future__ import annotations

import functools
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import landlockpy
import seccompy

from grader.sandbox.policy import readable_roots
from grader.sandbox.provider import Choice, Provider

_NOBODY = 65534
_BUBBLEWRAP_SECONDS = 10


@functools.cache
def provider(choice: Choice, *, gpu: bool = False) -> Provider:
    """The strongest provider that works here. A GPU's devices can't be had in bubblewrap."""
    layers = []
    prefix: tuple[str, ...] = ()
    if choice.bubblewrap and not gpu and bubblewrap_works():
        prefix = tuple(bubblewrap_command())
        layers.append("bubblewrap")
    abi = landlockpy.abi_version() if landlockpy.supported() else 0
    if abi:
        layers.append("landlock")
    if seccompy.supported():
        layers.append("seccomp")
    layers.append("rlimits")
    uid = _NOBODY if not prefix and _can_run_as_nobody() else None
    layers.append("uid" if uid is not None else "no-capabilities")
    return Provider(tuple(layers), prefix, uid, min(abi, choice.landlock_abi or abi), gpu)


def bubblewrap_works() -> bool:
    """Whether bubblewrap is installed and may make namespaces here."""
    if shutil.which("bwrap") is None:
        return False
    try:
        command = [*bubblewrap_command(), "/usr/bin/true"]
        done = subprocess.run(command, capture_output=True, timeout=_BUBBLEWRAP_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def bubblewrap_command() -> list[str]:
    """Shows the zygote only what a candidate may read; everything else is not there."""
    folders = dict.fromkeys(["/usr", *map(str, readable_roots())])
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session"]
    for folder in folders:
        command += ["--ro-bind", folder, folder]
    for file in ("/etc/ld.so.cache", "/etc/localtime"):
        command += ["--ro-bind-try", file, file]
    return [*command, "--proc", "/proc", "--dev", "/dev", "--chdir", "/", "--"]


def _can_run_as_nobody() -> bool:
    """Whether we may become an unprivileged user, who can read the interpreter and the packages.

    Root in a container often may not: it has no capabilities there, or that user no number.
    """
    if os.geteuid() != 0:
        return False
    if not all(_is_open(part) for root in readable_roots() for part in _with_parents(root)):
        return False
    command = [sys.executable, "-I", "-S", "-c", ""]
    try:
        done = subprocess.run(
            command, user=_NOBODY, group=_NOBODY, extra_groups=[], capture_output=True
        )
    except OSError:
        return False
    return done.returncode == 0


def _with_parents(path: Path) -> Iterator[Path]:
    yield path
    yield from path.parents


def _is_open(path: Path) -> bool:
    mode = path.stat().st_mode
    return bool(mode & stat.S_IXOTH)
