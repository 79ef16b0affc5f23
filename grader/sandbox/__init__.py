"""Launches candidates: processes in which a student's code may do what it likes.

Theory of operation
===================

An examiner starts one *zygote*: a fresh ``python -I`` that imports torch once, never loads
anything secret and never runs student code. For each candidate the zygote forks; the child gives
up, in this order, its parent's life line, its descriptors, its resources, its privileges, the file
system (Landlock) and most system calls (seccomp), and only then serves requests::

    examiner   tests, references, seeds, verdicts
      |  control socket: spawn, end, clock (JSON)         the zygote is believed
      +-- zygote          torch, nothing secret
      |     +-- candidate one submission; forked, confined, killed
      |  wire: frames of plain values                     the candidate is not believed
      +-----------'
      |  output pipe: what the student's code prints, capped

A candidate holds three descriptors besides ``/dev/null``: the wire, and the output pipe twice. It
can't open files beyond the interpreter's own and the system's libraries, can't start processes,
reach the network, signal or inspect anybody, or write anywhere. Where user namespaces are allowed
the zygote itself runs inside bubblewrap, which hides what the candidate could not open anyway.

A *converter* is a second kind of child, of a zygote of its own that has nbconvert instead of torch:
it turns one submission's notebooks into HTML (``grader.converter``) and can do as little. Both
zygotes share ``forking``.

Two questions are kept apart: a fault of this machinery raises ``SandboxError``; what the student's
program did to itself raises ``CandidateFault`` with the outcome that it deserves.

Limits, each a knob of its own: CPU time and wall time per test and per submission, address space,
printed bytes, bytes on the wire per test, threads, open files, core dumps (none), processes (none).
The kernel ends what the launcher would notice too late; the launcher looks at its clocks four times
a second, also while bytes come.

What each layer adds
--------------------

* *Landlock* takes the files away. Alone it leaves chmod, utime, datagrams, System V shared memory,
  fork, priorities and pidfds; before ABI 3 also emptying files, before 4 the network, before 6
  signals and abstract sockets.
* *seccomp* takes away everything but a list of system calls, and with it all that Landlock leaves.
  Alone it leaves reading: the tests, ``/dev/shm``, other processes' memory.
* *Limits* keep one candidate from using up the machine.
* *Another uid*, or no capabilities, take root's powers away.
* *bubblewrap*, round the zygote, hides names: of files, of processes.

Landlock and seccomp are the base, and the same for root, for an ordinary user and in a container.
``Provider.gaps`` says in words what a set of layers can't promise; ``selftest`` proves what it can,
each time an examiner starts.

What is not promised: faults of the kernel and of drivers, side channels. And a candidate's own
account of itself: which arguments it changed, which generators it seeded. See docs/security.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from grader.errors import SandboxError
from grader.sandbox.launcher import CANDIDATES, Zygote
from grader.sandbox.provider import Choice, Provider


def best_provider(choice: Choice, *, gpu: bool = False) -> Provider:
    """The strongest isolation of that choice that works on this machine; it may be none."""
    if sys.platform == "linux" and choice.isolated:
        from grader.sandbox.providers import linux

        return linux.provider(choice, gpu=gpu)
    from grader.sandbox.providers import plain

    return plain.provider()


def open_zygote(
    choice: Choice | None = None,
    *,
    devices: Sequence[str] = ("cpu",),
    module: str = CANDIDATES,
) -> Zygote:
    """Start a zygote whose candidates are confined as well as this machine can.

    Args:
        choice: which layers; all that work here by default.
        devices: which devices candidates use.
        module: which zygote (``launcher``).

    Raises:
        SandboxError: files can't be isolated here, or the layers don't hold what they promise.
    """
    choice = choice or Choice()
    provider = best_provider(choice, gpu="cuda" in devices)
    if not choice.isolated:
        return Zygote(provider, devices=devices, module=module)
    if not provider.isolates_files:
        raise SandboxError(
            "student code can't be isolated from files here (no Landlock)",
            hint="Use Linux 5.13 or newer, or a container (grader run --container IMAGE); "
            "grader doctor says more. --sandbox none grades without isolation: only for code "
            "that you trust as your own.",
        )
    zygote = Zygote(provider, devices=devices, module=module)
    from grader.sandbox.selftest import prove

    try:
        prove(zygote)
    except SandboxError:
        zygote.close()
        raise
    return zygote


def readable_by_candidates(path: Path) -> Path | None:
    """The folder that candidates may read and ``path`` lies in; None if they can't read it."""
    if sys.platform != "linux":
        return None
    from grader.sandbox.policy import readable_roots

    return next((root for root in readable_roots() if path.is_relative_to(root)), None)
