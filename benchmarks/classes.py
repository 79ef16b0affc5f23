"""Classes to measure with, and the measuring of one command: used by the benchmarks here."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
_CGROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Course:
    """A course and the submissions that a class is copied from."""

    folder: Path
    assignment: str
    submissions: Path


SMALL = Course(
    ROOT / "tests" / "courses" / "vectors", "vectors", ROOT / "tests/courses/vectors/submissions"
)
SHIPPED = Course(ROOT, "linear_regression", ROOT / "examples" / "submissions")


@dataclass(frozen=True)
class Measured:
    """One command: CPU seconds of all its processes and of itself, by the clock, and the most
    megabytes of itself and of all its processes."""

    cpu_seconds: float
    own_cpu_seconds: float
    seconds: float
    own_mb: float
    tree_mb: float


def hand_in(course: Course, place: Path, students: int) -> None:
    """Let so many students hand in what the course's examples are, in turn, no two the same bytes.

    Examples that are no folders of notebooks are left out.
    """
    likes = [
        {file.name: file.read_text("utf-8") for file in folder.glob("*.ipynb")}
        for folder in sorted(course.submissions.iterdir())
        if folder.is_dir()
    ]
    likes = [like for like in likes if like and all(_is_notebook(text) for text in like.values())]
    for number in range(students):
        folder = place / f"student{number:07}"
        folder.mkdir(parents=True)
        for name, notebook in likes[number % len(likes)].items():
            plain = json.loads(notebook)
            plain["metadata"]["student"] = number
            (folder / name).write_text(json.dumps(plain), "utf-8")


def _is_notebook(text: str) -> bool:
    try:
        return isinstance(json.loads(text)["metadata"], dict)
    except (ValueError, KeyError, TypeError):
        return False


def measure(
    command: list[str],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    log: IO[str] | None = None,
    watch: Callable[[Account], None] = lambda _: None,
) -> Measured:
    """Run a command to its end; what it needs itself is read while it runs, and ``watch`` is called
    with its control group.

    CPU time is the control group's: processes whose parent does not wait for them, as candidates in
    a name space of their own, are in no sum of children's times. The memory of all processes is
    looked at four times a second, and what several share is counted once; a peak between two looks
    is missed. What the command says on its standard error goes into ``log``, if one is given.
    """
    begun = time.monotonic()
    with accounted() as account:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=log,
            preexec_fn=lambda: account.join(os.getpid()),
        )
        peak_kb, own, tree_kb, look = 0, 0.0, 0, begun
        while process.poll() is None:
            peak_kb = max(peak_kb, _peak_kb(process.pid))
            own = max(own, _own_seconds(process.pid))
            if time.monotonic() >= look:
                tree_kb = max(tree_kb, sum(map(_share_kb, account.pids())))
                look = time.monotonic() + 0.25
            watch(account)
            time.sleep(0.02)
        seconds = time.monotonic() - begun
        if process.returncode not in (0, 3):
            raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
        return Measured(account.cpu_seconds(), own, seconds, peak_kb / 1024, tree_kb / 1024)


class Account:
    """A control group that counts the CPU time of all that joins it, of version 1 or 2."""

    def __init__(self, parent: Path, file: str) -> None:
        self._file = file
        self._folder = parent / f"grader-benchmark-{os.getpid()}"
        self._folder.mkdir()

    def join(self, pid: int) -> None:
        (self._folder / "cgroup.procs").write_text(str(pid))

    def cpu_seconds(self) -> float:
        words = (self._folder / self._file).read_text().split()
        if self._file == "cpuacct.usage":
            return int(words[0]) / 1e9
        return int(words[words.index("usage_usec") + 1]) / 1e6

    def cpu_seconds_of(self, command: str) -> float:
        """Of the processes in it whose command holds these words, without their children."""
        return sum(_own_seconds(pid) for pid in self.pids() if command in command_of(pid))

    def pids(self) -> list[int]:
        return [int(pid) for pid in (self._folder / "cgroup.procs").read_text().split()]

    def close(self) -> None:
        for _ in range(100):  # until the last process is gone
            with contextlib.suppress(OSError):
                self._folder.rmdir()
                return
            time.sleep(0.05)


@contextlib.contextmanager
def accounted() -> Iterator[Account]:
    kinds = [(_CGROUPS / "cpuacct", "cpuacct.usage"), (_CGROUPS, "cpu.stat")]
    for parent, file in kinds:
        if (parent / file).is_file():
            account = Account(parent, file)
            break
    else:
        raise SystemExit("no control group counts CPU time here")
    try:
        yield account
    finally:
        account.close()


def grader_run(course: Course, handed_in: Path, results: Path, *options: str) -> list[str]:
    """The command that grades what was handed in, on the CPU and without views of notebooks."""
    command = [sys.executable, "-m", "grader", "run", str(handed_in), "--output", str(results)]
    command += ["--assignment", course.assignment, "--device", "cpu", "--no-notebook-views"]
    return [*command, *options]


def clear(place: Path) -> None:
    """Take results away, so that the next run grades all of it again."""
    shutil.rmtree(place, ignore_errors=True)


def _peak_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _share_kb(pid: int) -> int:
    """Resident memory of one process; of what it shares with others, its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _own_seconds(pid: int) -> float:
    """CPU seconds of the process alone, with its threads and without its children."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100
