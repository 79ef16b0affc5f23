"""The image that ``make container-test`` has built, and ways to run it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
HARDENED = (
    *("--network", "none", "--read-only", "--tmpfs", "/tmp"),
    *("--cap-drop", "ALL", "--security-opt", "no-new-privileges"),
)
_ENGINES_PROFILE = Path("/usr/share/containers/seccomp.json")
# What podman's profile allows anybody and Docker's only those who have CAP_SYS_ADMIN.
_FOR_ADMINISTRATORS = frozenset(
    "bpf clone3 fanotify_init fsconfig fsmount fsopen fspick lookup_dcookie mount mount_setattr "
    "move_mount open_tree perf_event_open pivot_root quotactl quotactl_fd setdomainname "
    "sethostname setns syslog umount umount2 unshare".split()
)
# … and what it allows nobody.
_FOR_NOBODY = frozenset("add_key clone keyctl request_key syscall userfaultfd".split())
_NEW_NAMESPACES = 0x7E020000
Container = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def image() -> str:
    """The name of the image, in podman's storage."""
    name = os.environ.get("GRADER_TEST_IMAGE")
    if name is None:
        pytest.skip("no image: make container-test builds one and runs these tests")
    return name


@pytest.fixture(scope="session")
def dockers_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seccomp profile that refuses what Docker's default refuses, made from podman's."""
    profile = json.loads(_ENGINES_PROFILE.read_text(encoding="utf-8"))
    for rule in profile["syscalls"]:
        rule["names"] = sorted({*rule["names"]} - _FOR_ADMINISTRATORS - _FOR_NOBODY)
    profile["syscalls"] = [rule for rule in profile["syscalls"] if rule["names"]]
    profile |= {"defaultErrno": "EPERM", "defaultErrnoRet": 1}
    no_new = {"index": 0, "value": _NEW_NAMESPACES, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}
    profile["syscalls"] += [
        {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [no_new]},
        {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
    ]
    path = tmp_path_factory.mktemp("profile") / "docker.json"
    path.write_text(json.dumps(profile), encoding="utf-8")
    return path


@pytest.fixture
def container(image: str, dockers_profile: Path, tmp_path: Path) -> Iterator[Container]:
    """``container(arguments, options=…)``: runs the image hardened, under Docker's profile."""
    names = []

    def run(
        *arguments: object, options: tuple[object, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        names.append(f"grader-test-{secrets.token_hex(4)}")
        command: list[Any] = ["podman", "run", "--rm", "--pull=never", f"--name={names[-1]}"]
        # podman asks systemd to look after health, which needs it to run.
        command += [*HARDENED, "--security-opt", f"seccomp={dockers_profile}", "--no-healthcheck"]
        command += [*options, image, *arguments]
        return subprocess.run(
            list(map(str, command)),
            cwd=tmp_path,  # where podman leaves a file when memory ran out
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    yield run
    subprocess.run(["podman", "rm", "--force", "--ignore", *names], capture_output=True)


def mounted(source: Path, target: str, *, writable: bool = False) -> tuple[str, str]:
    return "--volume", f"{source}:{target}:{'rw' if writable else 'ro'}"
