"""What a container, a service or a job may use is found out, and too little of it is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.errors import MachineError
from grader.machine import Machine, this_machine

GB = 1 << 30


def tree(root: Path, groups: str, files: dict[str, str]) -> Path:
    """A machine's ``/proc`` and ``/sys``, as far as they say what may be used."""
    for name, content in {"proc/self/cgroup": groups, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


def test_limits_of_control_groups_are_kept(tmp_path: Path) -> None:
    """Version 2: memory, processes and cores are those of the group, or of one above it."""
    files = {
        "sys/fs/cgroup/job/memory.max": "536870912\n",
        "sys/fs/cgroup/job/inner/memory.max": "max\n",
        "sys/fs/cgroup/job/inner/pids.max": "300\n",
        "sys/fs/cgroup/job/inner/cpu.max": "50000 100000\n",
    }
    assert this_machine(tree(tmp_path, "0::/job/inner\n", files)) == Machine(1, 512 << 20, 300)


def test_the_first_version_of_control_groups_is_read(tmp_path: Path) -> None:
    """In a container the path is often that on the host, and the limits are at the top."""
    groups = "9:cpu,cpuacct:/far/away\n8:pids:/far/away\n4:memory:/far/away\n0::/far/away\n"
    files = {
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "943718400\n",
        "sys/fs/cgroup/pids/pids.max": "max\n",
        "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "100000\n",
        "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    }
    assert this_machine(tree(tmp_path, groups, files)) == Machine(1, 900 << 20, None)


def test_without_control_groups_the_whole_machine_is_meant(tmp_path: Path) -> None:
    """No limits, and no error, where there are no such files."""
    machine = this_machine(tmp_path)
    assert machine.cores == len(os.sched_getaffinity(0))
    assert machine.processes is None


@pytest.mark.parametrize(
    ("machine", "jobs"),
    [
        (Machine(4, 16 * GB, None), 4),
        (Machine(16, 3 * GB, None), 3),
        (Machine(16, 64 * GB, 300), 2),
        (Machine(2, GB // 2, 10), 1),
    ],
)
def test_no_more_jobs_than_there_is_room_for(machine: Machine, jobs: int) -> None:
    """By default cores, memory and processes decide, whichever is scarcest."""
    assert machine.jobs() == jobs


def test_too_little_memory_is_said() -> None:
    """How much there is, how much is needed, and what to do."""
    with pytest.raises(MachineError, match=r"needs 768 MB .* only 400 MB") as raised:
        Machine(2, 400 << 20, None).require_room(1)
    assert "--memory 2g" in raised.value.hint


def test_too_few_processes_are_said() -> None:
    """A student's threads must never meet the machine's limit before ours."""
    with pytest.raises(MachineError, match="290 processes and threads, and only 256") as raised:
        Machine(2, 8 * GB, 256).require_room(2)
    assert "--pids-limit 290" in raised.value.hint
    assert "--jobs 1" in raised.value.hint
    Machine(2, 8 * GB, 256).require_room(1)
