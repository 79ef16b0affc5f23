"""The few system calls that Python's standard library has not, by ctypes. Linux only.

Nothing here decides what to call when; that is ``zygote``.
"""

from __future__ import annotations

import ctypes
import errno
import os
import time
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_CLOSE_RANGE = 436  # the same number on every architecture
_CAPABILITY_VERSION_3 = 0x20080522
_CPUCLOCK_SCHED = 2
_MADV_COLLAPSE = 25  # Linux 6.1
_HUGE_PAGE = 2 << 20

_libc = ctypes.CDLL(None, use_errno=True)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilityData(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def _check(result: int, what: str) -> None:
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def prctl(option: int, argument: int) -> None:
    """prctl(2) with one argument. Raises OSError."""
    zeros = (ctypes.c_ulong(0),) * 3
    _check(_libc.prctl(ctypes.c_int(option), ctypes.c_ulong(argument), *zeros), f"prctl({option})")


def close_range(first: int, last: int) -> None:
    """Close all descriptors from ``first`` to ``last``. Raises OSError."""
    if first <= last:
        numbers = (ctypes.c_uint(first), ctypes.c_uint(last), ctypes.c_uint(0))
        _check(_libc.syscall(_CLOSE_RANGE, *numbers), "close_range")


def drop_capabilities() -> None:
    """Give up every capability, now and for programs that might be started. Raises OSError."""
    for capability in range(64):
        arguments = (ctypes.c_ulong(capability), *(ctypes.c_ulong(0),) * 3)
        if _libc.prctl(PR_CAPBSET_DROP, *arguments) == -1:
            if ctypes.get_errno() == errno.EINVAL:
                break
            if ctypes.get_errno() != errno.EPERM:  # EPERM: there was nothing to drop from
                _check(-1, "prctl(PR_CAPBSET_DROP)")
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    data = (_CapabilityData * 2)()
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(data)), "capset")


def use_huge_pages() -> None:
    """Put this process's own memory into huge pages, as far as the kernel can.

    A fork copies the table of all pages, and its end takes that down: with small ones that is 13 ms
    of CPU time for 230 MB, with huge ones 3. To put them together takes half a second.
    """
    madvise = _libc.madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return
    for line in lines:
        place, rights, _, _, _, *name = line.split()
        if rights != "rw-p" or (name and name[0] != "[heap]"):
            continue
        first, end = (int(address, 16) for address in place.split("-"))
        first = -(-first // _HUGE_PAGE) * _HUGE_PAGE
        length = end // _HUGE_PAGE * _HUGE_PAGE - first
        if length > 0:
            madvise(first, length, _MADV_COLLAPSE)  # where it can't be done, all stays as it is


def process_cpu_seconds(pid: int) -> float:
    """The CPU time that a process has used so far, in seconds. Raises OSError when it is gone."""
    return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
