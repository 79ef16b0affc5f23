"""What this process may use of the machine: cores, memory, processes.

A container, a service or a cluster's job has less than the machine has: its control groups say how
much. Where there are none, or another system than Linux, the whole machine is meant.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import MachineError

# Measured: 640 MiB do for one job with an ordinary class.
_LEAST_MEMORY = 768 << 20
_MEMORY_FOR_EACH_JOB = 1 << 30
# An examiner, a zygote, a maker of views and its zygote, and a program with all the threads that it
# may have: with less, the machine could fail a student.
_PROCESSES_FOR_EACH_JOB = 140
_OTHER_PROCESSES = 10


@dataclass(frozen=True)
class Machine:
    """What may be used: ``memory`` in bytes, ``processes`` with their threads; None is no limit."""

    cores: int
    memory: int
    processes: int | None

    def jobs(self) -> int:
        """How many submissions can be graded at a time; at least one."""
        most = [self.cores, self.memory // _MEMORY_FOR_EACH_JOB]
        if self.processes is not None:
            most.append((self.processes - _OTHER_PROCESSES) // _PROCESSES_FOR_EACH_JOB)
        return max(1, min(most))

    def require_room(self, jobs: int) -> None:
        """Make sure that so many submissions can be graded at a time.

        Raises:
            MachineError: they can't; it says what is lacking.
        """
        if self.memory < _LEAST_MEMORY:
            raise MachineError(
                f"grading needs {_LEAST_MEMORY >> 20} MB of memory, and only "
                f"{self.memory >> 20} MB may be used here",
                hint="Allow more: --memory 2g where a container is run, MemoryMax= in a service. "
                "1 GB for each submission that is graded at a time is enough.",
            )
        needed = _OTHER_PROCESSES + _PROCESSES_FOR_EACH_JOB * jobs
        if self.processes is not None and self.processes < needed:
            fewer = f", or use --jobs {self.jobs()}" if self.jobs() < jobs else ""
            raise MachineError(
                f"grading {jobs} at a time can take {needed} processes and threads, and only "
                f"{self.processes} may be used here",
                hint=f"Allow more: --pids-limit {needed} where a container is run, TasksMax= in a "
                f"service{fewer}.",
            )


def this_machine(root: Path = Path("/")) -> Machine:
    """What may be used here.

    Args:
        root: where ``/proc`` and ``/sys`` are.
    """
    memory = [_physical_memory(), *_numbers(root, "memory", "memory.max", "memory.limit_in_bytes")]
    processes = _numbers(root, "pids", "pids.max", "pids.max")
    return Machine(
        cores=max(1, math.ceil(min([_cores(), *_quotas(root)]))),
        memory=min(memory),
        processes=min(processes, default=None),
    )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _physical_memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _quotas(root: Path) -> Iterator[float]:
    """Cores, of which there may be parts: version 2 has quota and period in one file."""
    for folder, unified in _groups(root, "cpu"):
        with contextlib.suppress(OSError, ValueError):
            if unified:
                quota, period = (folder / "cpu.max").read_text().split()
            else:
                quota = (folder / "cpu.cfs_quota_us").read_text()
                period = (folder / "cpu.cfs_period_us").read_text()
            if int(quota) > 0:  # ValueError for "max", -1 in version 1
                yield int(quota) / int(period)


def _numbers(root: Path, controller: str, unified_name: str, name: str) -> list[int]:
    found = []
    for folder, unified in _groups(root, controller):
        with contextlib.suppress(OSError, ValueError):  # not there, or "max"
            found.append(int((folder / (unified_name if unified else name)).read_text()))
    return found


def _groups(root: Path, controller: str) -> Iterator[tuple[Path, bool]]:
    """The folders of this process's control group and of those above it, and whether they are of
    version 2. In a container the path may be that on the host: then only the top is there."""
    try:
        lines = (root / "proc/self/cgroup").read_text().splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, path = line.split(":", 2)
        top = root / "sys/fs/cgroup"
        if controllers:
            if controller not in controllers.split(","):
                continue
            top /= controller
        place = top / path.strip("/")
        for folder in (place, *place.parents):
            yield folder, not controllers
            if folder == top:
                break
