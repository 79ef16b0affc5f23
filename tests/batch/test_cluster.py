"""Grading on a Dask cluster: real schedulers and workers as processes, by the command."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.batch.cluster.address import Remote, parse
from grader.batch.cluster.bundle import pack, unpack
from grader.batch.cluster.pool import ClusterPool
from grader.batch.fingerprint import exercise_digests
from grader.cli import main
from grader.course import load_assignment
from grader.errors import UsageError
from tests.batch.a_class import VECTORS, Class
from tests.batch.machines import Machines, certificates, machines, wait_for

LIKES = ("right", "wrong", "unfinished")
SEED = ("--seed", "cluster", "--device", "cpu", "--no-notebook-views")
# What a worker may be told before it begins (Dask reads it twice): its answers take time, one paper
# is deadly (and its worker may die before it has said that the one before is done), or it has
# another PyTorch.
SLOW = """
import time
from grader.batch.cluster.worker import _Examiner
def grade(self, job, answer=_Examiner.grade):
    time.sleep(0.4)
    return answer(self, job)
_Examiner.grade = grade
"""
DEADLY = """
import os, signal
from distributed import get_worker
from grader.batch.cluster.worker import _Examiner
def grade(self, job, answer=_Examiner.grade):
    tasks = get_worker().state.tasks.values()
    to_do = [task for task in tasks if "paper" in task.key and task.state != "memory"]
    if job["student"] == "s3" or (job["student"] == "s2" and len(to_do) > 1):
        os.kill(os.getpid(), signal.SIGKILL)
    return answer(self, job)
_Examiner.grade = grade
"""
# Long after it was given up by the run, which can't stop what is under way.
LATE = DEADLY.replace("import os, signal", "import os, signal, time").replace(
    "        os.kill", "        time.sleep(3)\n        os.kill"
)
SICK = """
from grader.batch.cluster import worker
def place(self, name, course, sandbox):
    raise OSError(28, "No space left on device")
worker._Warm._place = place
"""
OTHER_TORCH = """
from dataclasses import replace
from grader.batch.cluster.fitness import Fitness
def other(mine=Fitness.of_this_process()):
    return replace(mine, torch="1.0")
Fitness.of_this_process = other
"""


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Six students, graded on this machine."""
    made = Class(tmp_path_factory.mktemp("calm"))
    _hand_in(made)
    assert made.run(*SEED).returncode == 0
    return made


@pytest.fixture
def class_(tmp_path: Path) -> Class:
    """The same six, not graded."""
    made = Class(tmp_path / "class")
    _hand_in(made)
    return made


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler without workers."""
    with machines(tmp_path / "machines") as made:
        made.scheduler()
        yield made


def _hand_in(made: Class) -> None:
    for number in range(6):
        made.hand_in(f"s{number}", LIKES[number % 3])


def _start(class_: Class, address: str, *options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        class_.command(*SEED, "--scheduler", address, *options),
        cwd=class_.course,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "140"},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def _read_until(process: subprocess.Popen[str], words: str) -> None:
    """Read what it prints; fails where it ends before it has said so."""
    assert process.stdout is not None
    heard = []
    for line in process.stdout:
        heard.append(line)
        if words in line:
            return
    pytest.fail(f"never said: {words}\n{''.join(heard)}")


def _end(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=200)
    return said


def _below(pid: int) -> list[int]:
    """The processes below one."""
    try:
        children = Path(f"/proc/{pid}/task").glob("*/children")
        direct = [int(child) for path in children for child in path.read_text().split()]
    except OSError:
        return []
    return [process for child in direct for process in (child, *_below(child))]


def _outcome(class_: Class) -> tuple[Any, ...]:
    """All that a run leaves behind that is not its time or its id: pages byte for byte."""
    document = class_.document()
    document.pop("run")
    feedback = sorted((class_.results / "feedback").glob("*.html"))
    pages = {path.name: path.read_bytes() for path in feedback}
    results = class_.ask("SELECT state, count(*) FROM result GROUP BY state ORDER BY 1")
    return document, pages, results


def test_workers_of_ones_own_give_the_results_of_a_local_run(class_: Class, calm: Class) -> None:
    """--scheduler local:2: results and pages byte for byte; nothing is left running."""
    done = class_.run(*SEED, "--scheduler", "local:2")
    assert done.returncode == 0, done.stderr
    assert "2 workers" in done.stdout
    assert done.stderr == ""
    assert _outcome(class_) == _outcome(calm)


def test_a_killed_worker_loses_and_doubles_nothing(
    class_: Class, calm: Class, cluster: Machines
) -> None:
    """A worker that dies in the middle: others go on with its papers, also one that comes later.
    The workers have no course: it is sent to them."""
    first = cluster.worker("one", preload=SLOW, nanny=False)
    process = _start(class_, cluster.address)
    _read_until(process, "[2/6]")
    os.kill(first, signal.SIGKILL)
    cluster.worker("two")
    said = _end(process)
    assert process.returncode == 0, said
    assert _outcome(class_) == _outcome(calm)


def test_a_scheduler_that_comes_back_loses_and_doubles_nothing(
    class_: Class, calm: Class, cluster: Machines
) -> None:
    """The run waits for it, says so, and sends again what was on its way."""
    cluster.worker("one", preload=SLOW)
    process = _start(class_, cluster.address)
    _read_until(process, "[2/6]")
    cluster.close()
    _read_until(process, "waiting for it")
    cluster.scheduler()
    cluster.worker("two")
    said = _end(process)
    assert process.returncode == 0, said
    assert _outcome(class_) == _outcome(calm)


@pytest.mark.parametrize(("workers", "preload"), [(1, DEADLY), (2, LATE)], ids=["one", "two"])
def test_a_paper_that_kills_its_workers_is_set_aside(
    class_: Class, cluster: Machines, workers: int, preload: str
) -> None:
    """It is not graded, which is no 0, and the others are: nobody is blamed for its neighbour."""
    for number in range(workers):
        cluster.worker(f"w{number}", preload=preload)
    wait_for(lambda: cluster.logs().count("Registered to") == workers)
    done = class_.run(*SEED, "--scheduler", cluster.address)
    assert done.returncode == 1
    assert "Two workers of the cluster died" in done.stdout
    scores = class_.scores()
    assert scores.pop("s3") is None
    assert None not in scores.values()
    assert len(scores) == 5


def test_a_worker_with_other_software_is_left_out(
    class_: Class, calm: Class, cluster: Machines
) -> None:
    """A run with no other ends at once and says what differs; with another it goes on without."""
    cluster.worker("old", preload=OTHER_TORCH)
    alone = class_.run(*SEED, "--scheduler", cluster.address)
    assert alone.returncode == 2
    assert "torch 1.0 instead of" in alone.stderr
    cluster.worker("fit")
    wait_for(lambda: "fit" in cluster.logs() and cluster.logs().count("Registered to") == 2)
    both = class_.run(*SEED, "--scheduler", cluster.address)
    assert both.returncode == 0, both.stderr
    assert "is left out: torch 1.0" in both.stdout
    assert _outcome(class_) == _outcome(calm)


def test_an_interrupted_run_goes_on(class_: Class, calm: Class, cluster: Machines) -> None:
    """Ctrl-C ends it within seconds and says how to go on; the workers take the next run."""
    first = cluster.worker("one", preload=SLOW, nanny=False)
    process = _start(class_, cluster.address)
    _read_until(process, "[2/6]")
    assert _below(first)
    os.killpg(process.pid, signal.SIGINT)
    said = _end(process)
    assert process.returncode == 130, said
    assert "same command" in said
    # No examiner with the hidden tests waits there for nobody, and neither do the tests on disk.
    wait_for(lambda: not _below(first))
    assert not list((cluster.place / "worker-one").rglob("hidden"))
    again = class_.run(*SEED, "--scheduler", cluster.address)
    assert again.returncode == 0, again.stderr
    assert "up to date" in again.stdout
    assert _outcome(class_) == _outcome(calm)


def test_ctrl_c_with_workers_of_ones_own(class_: Class) -> None:
    """It reaches the whole terminal, and nobody but the run answers."""
    process = _start(class_, "local:2")
    _read_until(process, "[1/6]")
    os.killpg(process.pid, signal.SIGINT)
    said = _end(process)
    assert process.returncode == 130, said
    assert "same command" in said
    assert "Traceback" not in said


def test_a_run_that_has_no_worker_left_says_so(
    class_: Class, calm: Class, cluster: Machines
) -> None:
    """It waits for another, which then does the rest."""
    first = cluster.worker("one", preload=SLOW, nanny=False)
    process = _start(class_, cluster.address)
    _read_until(process, "[2/6]")
    os.kill(first, signal.SIGKILL)
    _read_until(process, "No worker is left; waiting for one.")
    cluster.worker("two")
    said = _end(process)
    assert process.returncode == 0, said
    assert _outcome(class_) == _outcome(calm)


def test_a_connection_that_breaks_for_a_moment(
    class_: Class, calm: Class, cluster: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask's client is back at once and has forgotten all that was on its way: it is sent again,
    also when the run was busy with something else just then."""
    cluster.worker("one", preload=SLOW)
    received = ClusterPool._hear
    cut = []

    def hear(self: ClusterPool, future: Any) -> Iterator[Any]:
        yield from received(self, future)
        if len(cut) < 2:
            client = self._cluster.client
            cut.append(client.scheduler_comm.comm)
            client.loop.add_callback(cut[-1].abort)
            time.sleep(0.5)

    monkeypatch.setattr(ClusterPool, "_hear", hear)
    monkeypatch.chdir(class_.course)
    command = class_.command(*SEED, "--scheduler", cluster.address)[3:]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert len(cut) == 2
    assert _outcome(class_) == _outcome(calm)


def test_a_worker_that_can_not_grade_is_left_out(
    class_: Class, calm: Class, cluster: Machines
) -> None:
    """One sick machine costs nobody a grade: others do its share."""
    cluster.worker("sick", preload=SICK)
    cluster.worker("one")
    wait_for(lambda: cluster.logs().count("Registered to") == 2)
    done = class_.run(*SEED, "--scheduler", cluster.address)
    assert done.returncode == 0, done.stdout
    assert _outcome(class_) == _outcome(calm)


def test_a_worker_that_hangs_holds_nobody_up(class_: Class, calm: Class, cluster: Machines) -> None:
    """It is there and says nothing; the others do the work."""
    hung = cluster.worker("hung", nanny=False)
    wait_for(lambda: "Registered to" in cluster.logs())
    os.kill(hung, signal.SIGSTOP)
    cluster.worker("one")
    wait_for(lambda: cluster.logs().count("Registered to") == 2)
    done = class_.run(*SEED, "--scheduler", cluster.address)
    assert done.returncode == 0, done.stdout
    assert _outcome(class_) == _outcome(calm)


def test_a_gpu_that_is_none(class_: Class, cluster: Machines) -> None:
    """Papers for a GPU go to the worker that says it has one; where that is not so it is said."""
    cluster.worker("one")
    cluster.worker("two", options=["--resources", "GPU=1"])
    wait_for(lambda: cluster.logs().count("Registered to") == 2)
    seed = ("--seed", "cluster", "--device", "cuda")
    done = class_.run(*seed, "--scheduler", cluster.address)
    assert done.returncode == 2
    assert "CUDA" in done.stderr
    assert done.stdout.count("is left out") == 1


def test_a_scheduler_that_listens_to_the_network_is_refused(class_: Class, tmp_path: Path) -> None:
    """Though it is reached on loopback: anybody else could reach it as well."""
    with machines(tmp_path / "machines", host="0.0.0.0") as cluster:
        cluster.scheduler()
        address = f"tcp://127.0.0.1:{cluster.port}"
        done = class_.run(*SEED, "--scheduler", address)
    assert done.returncode == 2
    assert "in the clear" in done.stderr


def test_encrypted_and_with_certificates(class_: Class, calm: Class, tmp_path: Path) -> None:
    """tls:// with --tls FOLDER; without the certificates it says which files it needs."""
    tls = certificates(tmp_path / "tls")
    with machines(tmp_path / "machines", tls=tls) as cluster:
        cluster.scheduler()
        cluster.worker("one")
        without = class_.run(*SEED, "--scheduler", cluster.address)
        assert without.returncode == 2
        assert "ca.pem, cert.pem, key.pem" in without.stderr
        other = certificates(tmp_path / "other")
        stranger = class_.run(*SEED, "--scheduler", cluster.address, "--tls", other)
        assert stranger.returncode == 2
        assert "certificates" in stranger.stderr
        done = class_.run(*SEED, "--scheduler", cluster.address, "--tls", tls)
    assert done.returncode == 0, done.stderr
    assert _outcome(class_) == _outcome(calm)


@pytest.fixture
def hosts() -> Iterator[list[str]]:
    """Two hosts of their own: network namespaces on a bridge, which this one is on as 10.77.0.1."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces take root and iproute2")
    bridge, *names = (f"gr{os.getpid()}{letter}" for letter in "rab")
    ip = partial(subprocess.run, check=True, capture_output=True)
    ip(["ip", "link", "add", bridge, "type", "bridge"])
    try:
        ip(["ip", "address", "add", "10.77.0.1/24", "dev", bridge])
        ip(["ip", "link", "set", bridge, "up"])
        for number, name in enumerate(names, 2):
            ip(["ip", "netns", "add", name])
            ip(["ip", "link", "add", name, "type", "veth", "peer", "eth0", "netns", name])
            ip(["ip", "link", "set", name, "master", bridge, "up"])
            inside = ["ip", "-n", name]
            ip([*inside, "address", "add", f"10.77.0.{number}/24", "dev", "eth0"])
            ip([*inside, "link", "set", "eth0", "up"])
            ip([*inside, "link", "set", "lo", "up"])
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "delete", name], capture_output=True)
        subprocess.run(["ip", "link", "delete", bridge], capture_output=True)


@pytest.mark.slow
def test_a_cut_link_loses_and_doubles_nothing(
    class_: Class, calm: Class, hosts: list[str], tmp_path: Path
) -> None:
    """Two hosts, one of which is cut off in the middle of what it grades: the other does it."""
    tls = certificates(tmp_path / "tls")
    with machines(tmp_path / "machines", host="10.77.0.1", tls=tls) as cluster:
        cluster.scheduler()
        for name in hosts:
            cluster.worker(name, preload=SLOW, within=["ip", "netns", "exec", name])
        wait_for(lambda: cluster.logs().count("Registered to") == len(hosts))
        process = _start(class_, cluster.address, "--tls", tls)
        _read_until(process, "[2/6]")
        subprocess.run(["ip", "link", "set", hosts[0], "down"], check=True)
        said = _end(process)
    assert process.returncode == 0, said
    assert _outcome(class_) == _outcome(calm)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("tcp://10.1.2.3:8786", "in the clear"),
        ("tcp://example.org:8786", "in the clear"),
        ("tls://10.1.2.3", "no address of a scheduler"),
        ("http://10.1.2.3:80", "no address of a scheduler"),
        ("local:0", "not so many workers"),
        ("localhost", "no address of a scheduler"),
    ],
)
def test_addresses_that_are_refused(asked: str, says: str) -> None:
    """Hidden tests never go over a network in the clear, and a typing error is said to be one."""
    with pytest.raises(UsageError, match=says):
        parse(asked)


def test_a_scheduler_file(tmp_path: Path) -> None:
    """What dask scheduler --scheduler-file writes names the address."""
    path = tmp_path / "scheduler.json"
    path.write_text('{"address": "tcp://127.0.0.1:8786"}', "utf-8")
    assert parse(str(path)) == Remote("tcp://127.0.0.1:8786")
    path.write_text("{", "utf-8")
    with pytest.raises(UsageError, match=r"scheduler\.json"):
        parse(str(path))


def test_a_bundle_is_the_course(tmp_path: Path) -> None:
    """The same course gives the same bytes; laid out elsewhere its gradings have the same keys, and
    nobody else may read it."""
    course = load_assignment(VECTORS)
    packed = pack(course)
    shutil.copytree(VECTORS, tmp_path / "copy")
    assert pack(load_assignment(tmp_path / "copy")) == packed
    unpack(packed, tmp_path / "there")
    there = load_assignment(tmp_path / "there")
    assert exercise_digests(there, ["cpu"], "7") == exercise_digests(course, ["cpu"], "7")
    assert (tmp_path / "there").stat().st_mode & 0o077 == 0
