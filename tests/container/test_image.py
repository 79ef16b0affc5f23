"""The real image, hardened as the documentation says, under what Docker's default profile refuses.

``make container-test`` builds the image from nothing and runs this.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, Container, mounted

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
SUBMISSIONS = ROOT / "examples" / "submissions"
SEED = "container"
# His numbers are drawn from the system's own source of chance, so that no seed repeats them.
UNSEEDED = "bjarne.html"
# What differs from run to run, and which layers there are.
DIFFERENT = ("id", "started", "finished", "sandbox", "sandbox_gaps")


def document(results: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((results / "results.json").read_text(encoding="utf-8"))
    for key in DIFFERENT:
        del found["run"][key]
    return found


def pages(results: Path) -> dict[str, str]:
    folder = results / "feedback"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
        if path.name != UNSEEDED
    }


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory, image: str) -> Path:
    """The results of a run over the examples without a container."""
    out = tmp_path_factory.mktemp("local") / "results"
    command = [sys.executable, "-m", "grader", "run", str(SUBMISSIONS), "--seed", SEED]
    subprocess.run([*command, "--output", str(out)], cwd=ROOT, check=True, capture_output=True)
    return out


@pytest.fixture
def results(tmp_path: Path) -> Callable[[int], Path]:
    """``results(uid)``: an empty folder that belongs to that user."""

    def make(uid: int) -> Path:
        folder = tmp_path / f"results-{uid}"
        folder.mkdir()
        os.chown(folder, uid, uid)
        return folder

    return make


def of_everybody(place: Path, out: Path) -> tuple[str, ...]:
    return (*mounted(place, "/submissions"), *mounted(out, "/results", writable=True))


RUN = ("run", "/submissions", "--output", "/results", "--seed", SEED)


def test_a_hardened_run_gives_what_a_local_run_gives(
    container: Container, local: Path, results: Callable[[int], Path]
) -> None:
    """The image's own user, the whole class: results and pages are those of a run without a
    container with the same seed."""
    out = results(1000)
    done = container(*RUN, options=of_everybody(SUBMISSIONS, out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert document(out) == document(local)
    assert len(pages(local)) > 35
    assert pages(out) == pages(local)
    layers = json.loads((out / "results.json").read_text())["run"]["sandbox"]
    assert {"landlock", "seccomp", "rlimits"} <= set(layers)


@pytest.mark.parametrize("uid", [0, 54321])
def test_any_user_can_run_it(
    container: Container, local: Path, results: Callable[[int], Path], uid: int
) -> None:
    """Root without its powers, or a user that the image has no name for; the results are theirs."""
    out = results(uid)
    options = ("--user", f"{uid}:{uid}", *of_everybody(SUBMISSIONS, out))
    done = container(*RUN, "--only", "jonas", options=options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert pages(out)["jonas.html"] == pages(local)["jonas.html"]
    assert (out / "results.json").stat().st_uid == uid


def test_namespaces_are_refused_as_by_docker(container: Container) -> None:
    """These tests run under what they claim to run under."""
    done = container("--user", "true", options=("--entrypoint", "unshare"))
    assert done.returncode != 0
    assert "not permitted" in done.stderr.lower()


def test_doctor_finds_all_in_order(container: Container) -> None:
    """Isolation is proven; what the container may use is said, and suffices."""
    limits = ("--memory", "2g", "--memory-swap", "2g", "--pids-limit", "400", "--cpus", "1")
    done = container("doctor", options=limits)
    assert done.returncode == 0, done.stdout
    assert "10 of 10 attacks refused" in done.stdout
    assert "2.1 GB, 1 cores, 400 processes: room for 1 at a time" in done.stdout
    assert container("doctor", "--quick", options=limits).returncode == 0


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        (("--memory", "400m"), "needs 768 MB of memory, and only 400 MB may be used"),
        (("--pids-limit", "8"), "only 8 may be used here"),
    ],
)
def test_a_container_that_is_too_small_says_so(
    container: Container, results: Callable[[int], Path], limit: tuple[str, str], message: str
) -> None:
    """Before anything is graded or written, in a sentence."""
    out = results(1000)
    done = container(*RUN, options=(*limit, *of_everybody(SUBMISSIONS, out)))
    assert done.returncode == 2
    assert message in done.stderr
    assert limit[0] in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert list(out.iterdir()) == []


def test_one_that_eats_memory_has_an_outcome_of_its_own(
    container: Container, results: Callable[[int], Path], tmp_path: Path
) -> None:
    """Under the container's own limit: out of memory for the one, full marks for the others."""
    place = tmp_path / "class"
    shutil.copytree(SUBMISSIONS / "ada", place / "ada")
    shutil.copytree(SUBMISSIONS / "ada", place / "zoe")
    shutil.copytree(ROOT / "tests/submissions/much-memory/submission", place / "greedy")
    out = results(1000)
    limits = ("--memory", "2g", "--memory-swap", "2g", "--pids-limit", "400")
    done = container(*RUN, options=(*limits, *of_everybody(place, out)))
    assert done.returncode == 0, done.stdout + done.stderr
    found = {item["student"]: item for item in document(out)["submissions"]}
    assert found["ada"]["score"] == found["zoe"]["score"] == 16
    (linreg,) = [e for e in found["greedy"]["exercises"] if e["exercise"] == "linreg"]
    assert "out_of_memory" in {test["outcome"] for test in linreg["tests"]}
    assert linreg["score"] == 0


def test_results_that_are_not_ours_are_refused_first(
    container: Container, results: Callable[[int], Path]
) -> None:
    """Whose folder it is, who we are, and how to become the same; nothing is graded."""
    done = container(*RUN, options=of_everybody(SUBMISSIONS, results(4242)))
    assert done.returncode == 2
    assert "/results: the results can't be written here (Permission denied)" in done.stderr
    assert "belongs to user 4242, and grader runs as user 1000" in done.stderr
    assert '--user "$(id -u):$(id -g)"' in done.stderr
    assert "[ 1/" not in done.stdout


@pytest.mark.parametrize("mounts", [(), ("earlier",)], ids=["not mounted", "read-only"])
def test_results_that_cannot_be_written_are_refused_first(
    container: Container, local: Path, mounts: tuple[str, ...]
) -> None:
    """A folder that was not mounted, or only to be read: how to mount it; nothing is graded."""
    options: tuple[str, ...] = mounted(SUBMISSIONS, "/submissions")
    if mounts:
        options += ("--user", "0:0", *mounted(local, "/results"))
    done = container(*RUN, options=options)
    assert done.returncode == 2
    assert "the results can't be written here (Read-only file system)" in done.stderr
    assert '-v "$PWD/results:/results"' in done.stderr
    assert "[ 1/" not in done.stdout


def test_attackers_are_caught(container: Container, tmp_path: Path) -> None:
    """The fast set of attacks, graded inside by the image's own grader."""
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    shutil.copy(Path(sys.modules["pytest_timeout"].__file__ or ""), plugins)
    options = [*("--workdir", "/repo", "--env", "PYTHONPATH=/plugins", "--entrypoint", "python3")]
    options += mounted(plugins, "/plugins")
    for name in ("assignments", "examples", "pyproject.toml", "solutions", "tests"):
        options += mounted(ROOT / name, f"/repo/{name}")
    chosen = [*("-q", "-p", "no:cacheprovider", "-p", "pytest_timeout", "-m", "not slow")]
    chosen += ["-k", "not ordinary"]  # becomes another user, which can't be had here
    # It grades without isolation, and the container itself refuses one of its attacks.
    chosen += ["--deselect", "tests/attacks/test_attacks.py::test_the_attacks_are_real"]
    done = container("-m", "pytest", *chosen, "tests/attacks", options=tuple(options))
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    assert "skipped" not in done.stdout
    caught = re.search(r"attacks caught: (\d+) of (\d+)", done.stdout)
    assert caught is not None
    assert caught[1] == caught[2]
    assert int(caught[1]) > 150


def test_it_holds_what_it_needs_and_no_more(container: Container) -> None:
    """No compiler, no pip, no cache; the versions are those of constraints.txt; nobody can write
    what is in it; the course is there."""
    code = (
        "import importlib.metadata as m, json, os, shutil, pathlib\n"
        "found = {d.metadata['Name'].lower().replace('-', '_'): d.version"
        " for d in m.distributions()}\n"
        "tools = [t for t in ('gcc', 'cc', 'g++', 'make', 'pip', 'git') if shutil.which(t)]\n"
        "roots = ['/opt/grader', '/course']\n"
        "paths = [p for r in roots for p in pathlib.Path(r).rglob('*') if not p.is_symlink()]\n"
        "loose = [str(p) for p in paths if p.stat().st_mode & 0o022 or p.stat().st_uid]\n"
        "caches = [str(p) for p in pathlib.Path('/').glob('**/.cache/pip')]\n"
        "lists = [p for p in os.listdir('/var/lib/apt/lists') if 'Packages' in p]\n"
        "print(json.dumps([found, tools, loose, caches + lists]))\n"
    )
    done = container("-c", code, options=("--entrypoint", "python3", "--user", "0:0"))
    assert done.returncode == 0, done.stderr
    versions, tools, loose, caches = json.loads(done.stdout)
    assert (tools, loose, caches) == ([], [], [])
    pinned = dict(
        line.lower().replace("-", "_").split("==")
        for line in (ROOT / "constraints.txt").read_text().split()
    )
    assert "distributed" in versions
    ours = {"grader": "0.1.0", **pinned}
    assert {n: v.split("+")[0] for n, v in versions.items()} == {n: ours.get(n) for n in versions}


def test_what_the_image_says_of_itself(image: str) -> None:
    """It runs grader as an ordinary user, is stopped as by Ctrl-C, and its health can be asked."""
    command = ["podman", "image", "inspect", image]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    [image_data] = json.loads(done.stdout)
    said = image_data["Config"]
    assert (said["Entrypoint"], said["User"]) == (["grader"], "1000:1000")
    assert (said["StopSignal"], said["WorkingDir"]) == ("SIGINT", "/course")
    assert image_data["Healthcheck"]["Test"] == ["CMD", "grader", "doctor", "--quick"]
    assert said["Labels"]["org.opencontainers.image.title"] == "grader"


def test_the_container_option(image: str, local: Path, tmp_path: Path) -> None:
    """grader run --container: the same results, and folders and gradebook where they were named."""
    command = [sys.executable, "-m", "grader", "run", "examples/submissions", "--container", image]
    out, book = tmp_path / "results, mine", tmp_path / "term" / "book.db"
    command += ["--output", str(out), "--gradebook", str(book), "--seed", SEED, "--only", "greta"]
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Overview of the class: {out}/index.html" in done.stdout
    assert book.is_file()
    name = "greta.html"
    page = (out / "feedback" / name).read_text(encoding="utf-8")
    assert page == (local / "feedback" / name).read_text(encoding="utf-8")
    (out / "index.html").touch()  # it is ours
    assert containers() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_the_run_inside(image: str, tmp_path: Path, number: signal.Signals) -> None:
    """It keeps what was graded, says so, ends with 130, and no container is left."""
    for each in range(60):
        shutil.copytree(SUBMISSIONS / "ada", tmp_path / "class" / f"s{each:02}")
    command = [sys.executable, "-m", "grader", "run", str(tmp_path / "class"), "--container", image]
    process = subprocess.Popen(
        [*command, "--output", str(tmp_path / "results")],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("[ 2/60]"):
            break
    os.killpg(process.pid, number)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 130, rest
    assert "submissions were graded and are in the gradebook" in rest
    assert containers() == []


def test_ctrl_c_at_a_terminal(image: str, tmp_path: Path) -> None:
    """The same where there is a terminal, which hands the key on instead of a signal."""
    child, terminal = pty.fork()
    if child == 0:
        command = [sys.executable, "-m", "grader", "run", str(SUBMISSIONS), "--container", image]
        os.execv(sys.executable, [*command, "--output", str(tmp_path / "results")])
    shown = b""
    with contextlib.suppress(OSError):  # the terminal is gone: the run has ended
        while piece := os.read(terminal, 1 << 16):
            before, shown = shown, shown + piece
            if b" 2/21" in shown and b" 2/21" not in before:
                os.write(terminal, b"\x03")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    assert b"submissions were graded and are in the gradebook" in shown
    assert containers() == []


def test_an_engine_s_stop_ends_the_run_as_ctrl_c_does(image: str, tmp_path: Path) -> None:
    """podman stop or docker stop, as a machine that shuts down does."""
    for each in range(60):
        shutil.copytree(SUBMISSIONS / "ada", tmp_path / "class" / f"s{each:02}")
    (tmp_path / "out").mkdir()
    command = ["podman", "run", "--rm", "--name=grader-test-stop", "--network=none", "--user=0:0"]
    command += [
        "--no-healthcheck",
        *of_everybody(tmp_path / "class", tmp_path / "out"),
        image,
        *RUN,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("[ 2/60]"):
            break
    began = time.monotonic()
    subprocess.run(["podman", "stop", "--time=60", "grader-test-stop"], capture_output=True)
    rest, _ = process.communicate(timeout=60)
    assert time.monotonic() - began < 55, "it was killed, not stopped"
    assert process.returncode == 130
    assert "submissions were graded and are in the gradebook" in rest


def containers() -> list[str]:
    """The names of all containers that are left."""
    done = subprocess.run(
        ["podman", "ps", "--all", "--format={{.Names}}"], check=True, capture_output=True, text=True
    )
    return done.stdout.split()
