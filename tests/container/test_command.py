"""``grader run --container`` asks Docker or podman for the right thing, and says what is wrong.

The engine here is a script that writes down what it is asked; test_image.py has a real one.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from grader.container.command import inside
from grader.errors import UsageError

_ENGINE = """#!{python}
import json, os, pathlib, signal, sys, time
here = pathlib.Path({here!r})
asked = sys.argv[1:]
with (here / "asked").open("a") as log:
    log.write(json.dumps(asked) + "\\n")
if asked[0] == "info":
    print({complaint!r}, file=sys.stderr)
    print({answer!r})
    sys.exit(bool({complaint!r}))
if asked[:2] == ["image", "inspect"]:
    sys.exit(asked[2] not in {images!r})
if asked[0] == "run":
    if {waits!r}:
        signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
        (here / "started").touch()
        time.sleep(60)
    sys.exit({code!r})
"""
Install = Callable[..., None]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with submissions and no course, where nothing but our engines is on PATH."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "work" / "home, work" / "ada").mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("GRADER_GRADEBOOK", raising=False)
    monkeypatch.delenv("GRADER_CONTAINER", raising=False)
    return tmp_path / "work"


@pytest.fixture
def install(place: Path) -> Install:
    """``install(name, …)``: puts an engine on PATH."""

    def make(name: str, answer: str = "false", **more: object) -> None:
        told = {"complaint": "", "images": ["grader"], "waits": False, "code": 0, **more}
        script = _ENGINE.format(
            python=sys.executable, here=str(place.parent), answer=answer, **told
        )
        path = place.parent / "bin" / name
        path.write_text(script)
        path.chmod(0o755)

    return make


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader", "run", "home, work", *arguments]
    return subprocess.run(
        command, cwd=place, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def asked_for(place: Path) -> tuple[list[str], list[str]]:
    """What the engine was asked to run: its own options, and the command inside."""
    lines = [json.loads(line) for line in (place.parent / "asked").read_text().splitlines()]
    (command,) = (line for line in lines if line[0] == "run")
    at = command.index("grader")
    return command[1:at], command[at + 1 :]


def test_the_container_is_closed(place: Path, install: Install) -> None:
    """No network, nothing to write but the results, no privileges, our own user."""
    install("docker", answer="[]")
    done = run(place, "--container", "grader")
    assert done.returncode == 0, done.stderr
    options, _ = asked_for(place)
    assert {
        *("--rm", "--pull=never", "--network=none", "--read-only", "--tmpfs=/tmp"),
        *("--cap-drop=ALL", "--security-opt=no-new-privileges"),
        f"--user={os.getuid()}:{os.getgid()}",
    } <= set(options)
    assert any(option.startswith("--pids-limit=") for option in options)
    mounts = [option for option in options if option.startswith("--mount")]
    homework, results = place / "home, work", place / "results"
    assert mounts == [
        f'--mount=type=bind,"source={homework}","target={homework}",readonly',
        f"--mount=type=bind,source={results},target={results}",
    ]


def test_other_options_are_passed_on(place: Path, install: Install) -> None:
    """The run inside is asked for what this one was; folders have the same names there."""
    install("podman")
    shutil.copytree(Path(__file__).parent.parent / "courses" / "vectors", place / "course")
    arguments = ["--container", "grader", "--course", "course", "--gradebook", "book/term.db"]
    arguments += ["--only", "ada", "--only", "-bob", "--jobs", "3", "--yes", "--no-notebook-views"]
    arguments += ["--container-option=--memory=4g", "--output", "out/week1"]
    done = run(place, *arguments)
    assert done.returncode == 0, done.stderr
    options, inner = asked_for(place)
    assert "--memory=4g" in options
    mounted = {option for option in options if option.startswith("--mount")}
    assert f"--mount=type=bind,source={place}/course,target={place}/course,readonly" in mounted
    assert f"--mount=type=bind,source={place}/book,target={place}/book" in mounted
    assert inner[0] == "run"
    assert set(inner[1:-2]) == {
        *("--only=ada", "--only=-bob", "--jobs=3", "--yes", "--no-notebook-views"),
        f"--course={place}/course",
        f"--gradebook={place}/book/term.db",
        f"--output={place}/out/week1",
    }
    assert inner[-2:] == ["--", f"{place}/home, work"]
    assert (place / "out" / "week1").is_dir()


def test_the_nearest_course_is_taken(place: Path, install: Install) -> None:
    """As without a container; where there is none the image's own is used."""
    install("docker", answer="[]")
    (place / "assignments").mkdir()
    (place / "solutions").mkdir()
    assert run(place, "--container", "grader").returncode == 0
    assert f"--course={place}" in asked_for(place)[1]


def test_a_dry_run_makes_no_folder(place: Path, install: Install) -> None:
    """Nothing is written, not even the folder for results."""
    install("docker", answer="[]")
    assert run(place, "--container", "grader", "--dry-run").returncode == 0
    assert not (place / "results").exists()
    assert "--dry-run" in asked_for(place)[1]


@pytest.mark.parametrize(
    ("engine", "answer", "user"),
    [
        ("docker", '["name=seccomp,profile=builtin","name=rootless"]', {"--user=0:0"}),
        ("podman", "true", {"--userns=keep-id", f"--user={os.getuid()}:{os.getgid()}"}),
    ],
)
def test_results_belong_to_whoever_runs_it(
    place: Path, install: Install, engine: str, answer: str, user: set[str]
) -> None:
    """Also where an engine runs without root: its users are not those outside."""
    install(engine, answer=answer)
    assert run(place, "--container", "grader").returncode == 0
    assert {option for option in asked_for(place)[0] if option.startswith("--user")} == user


@pytest.mark.parametrize("code", [1, 3])
def test_the_exit_code_is_passed_on(place: Path, install: Install, code: int) -> None:
    """Scripts can rely on it."""
    install("docker", answer="[]", code=code)
    assert run(place, "--container", "grader").returncode == code


def test_a_container_that_is_killed_is_explained(place: Path, install: Install) -> None:
    """As for want of memory: nothing inside could say so."""
    install("docker", answer="[]", code=137)
    done = run(place, "--container", "grader")
    assert done.returncode == 137
    assert "--memory=4g" in done.stderr


def test_the_image_can_be_named_once_for_all(
    place: Path, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GRADER_CONTAINER stands for --container."""
    install("docker", answer="[]")
    monkeypatch.setenv("GRADER_CONTAINER", "grader")
    assert run(place).returncode == 0
    assert asked_for(place)[1][0] == "run"


def test_the_engine_that_has_the_image_is_taken(place: Path, install: Install) -> None:
    """An engine that doesn't answer is passed over, as a Docker that isn't started."""
    install("docker", complaint="Cannot connect to the Docker daemon")
    install("podman")
    assert run(place, "--container", "grader").returncode == 0
    assert "--pull=never" in asked_for(place)[0]


def test_no_engine(place: Path) -> None:
    """Neither is installed: what to install."""
    done = run(place, "--container", "grader")
    assert done.returncode == 2
    assert "neither docker nor podman was found" in done.stderr
    assert "Install" in done.stderr


def test_no_engine_that_answers(place: Path, install: Install) -> None:
    """Installed and not started: its own words, and how to start it."""
    install("docker", complaint="Cannot connect to the Docker daemon")
    done = run(place, "--container", "grader")
    assert done.returncode == 2
    assert "docker: Cannot connect to the Docker daemon" in done.stderr
    assert "Start it" in done.stderr


def test_no_such_image(place: Path, install: Install) -> None:
    """How to build or get it."""
    install("docker", answer="[]")
    done = run(place, "--container", "greater")
    assert done.returncode == 2
    assert "there is no image 'greater' here" in done.stderr
    assert "docker build -t greater ." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--course", "nowhere"], "nowhere: there is no such folder"),
        (["--output", "/usr"], "/usr: this folder can't be mounted"),
        (["--output", "home, work/ada/x/../file/y"], "can't be made"),
    ],
)
def test_folders_that_cannot_be_mounted(
    place: Path, install: Install, arguments: list[str], message: str
) -> None:
    """Said by us, before the engine would say it in its own way."""
    install("docker", answer="[]")
    (place / "home, work" / "ada" / "file").touch()
    (place / "home, work" / "ada" / "x").mkdir()
    done = run(place, "--container", "grader", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_reach_the_run(place: Path, install: Install, number: signal.Signals) -> None:
    """Ctrl-C at the terminal ends the run inside, and no container stays behind."""
    install("docker", answer="[]", waits=True)
    command = [sys.executable, "-m", "grader", "run", "home, work", "--container", "grader"]
    with subprocess.Popen(
        command, cwd=place, stdin=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while not (place.parent / "started").exists():
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, number)  # as a terminal does: to all in the foreground
        assert process.wait(30) == 130
    last = json.loads((place.parent / "asked").read_text().splitlines()[-1])
    assert last[:2] == ["rm", "--force"]
    assert f"--name={last[2]}" in asked_for(place)[0]


def test_paths_of_windows() -> None:
    """C:\\ is /c in the container; folders on other computers can't be there."""
    assert inside(PureWindowsPath(r"C:\Users\ada\home work")) == PurePosixPath(
        "/c/Users/ada/home work"
    )
    with pytest.raises(UsageError, match="another computer"):
        inside(PureWindowsPath(r"\\server\share\homework"))


WITHOUT_UNIX = (
    "import sys\n"
    "for name in 'fcntl resource grp pwd termios landlockpy seccompy'.split():\n"
    "    sys.modules[name] = None\n"
    "from grader.cli import main\n"
    "main(sys.argv[1:])\n"
)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "--container", "grader"], "nowhere: there is no such folder or zip"),
        (["nowhere", "--course", str(ROOT)], "Add --container IMAGE to grader run"),
    ],
)
def test_it_needs_nothing_that_only_linux_has(arguments: list[str], message: str) -> None:
    """The command and what it imports work where modules of Unix and Linux are missing; without
    --container the message says that it is needed."""
    command = [sys.executable, "-c", WITHOUT_UNIX, "run", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert message in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
