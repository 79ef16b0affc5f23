"""A class of attackers among honest students, with secrets planted wherever one might look."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import json
import os
import re
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
SEED = "attacks"
RIGHT, WRONG = ("aaa-before", "mmm-middle", "zzz-after"), "mmm-wrong"
_LIMITS = {"cpu_seconds": "1.5", "wall_seconds": "4.0", "submission_seconds": "18.0"}
_RUN_SECONDS = 900


@dataclass(frozen=True)
class Attack:
    """One folder of the corpus."""

    path: Path
    about: str
    fast: bool
    student: str
    scores: dict[str, float]
    statuses: dict[str, str]
    catalogue: tuple[int, ...]

    @classmethod
    def load(cls, path: Path) -> Attack:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        name = f"{path.parent.parent.name}-{path.parent.name}"
        return cls(
            path=path.parent,
            about=told["about"],
            fast=told.get("fast", True),
            student=told.get("student", name),
            scores=told["scores"],
            statuses=told.get("statuses", {}),
            catalogue=tuple(told["catalogue"]),
        )

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"

    def hand_in(self, places: dict[str, str]) -> None:
        """Put the submission into the class."""
        folder = Path(places["CLASS"]) / self.student
        folder.mkdir()
        source = self.path / "submission"
        if source.is_dir():
            shutil.copytree(source, folder, dirs_exist_ok=True)
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".ipynb"):
                _fill_in(path, places)
        maker = self.path / "make.py"
        if maker.is_file():
            _module(maker).make(folder, places)


def _fill_in(path: Path, places: dict[str, str]) -> None:
    data = path.read_bytes()
    for name, place in places.items():
        data = data.replace(f"@{name}@".encode(), place.encode())
    path.write_bytes(data)


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(f"make_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ATTACKS = [Attack.load(path) for path in sorted(HERE.glob("*/*/attack.toml"))]


@dataclass(frozen=True)
class LayerSet:
    """Who runs the grader, and with which layers: a command before it, and ``--sandbox``."""

    name: str
    prefix: tuple[str, ...] = ()
    sandbox: str = "auto"
    bubblewrap: bool | None = None


_ORDINARY = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
_DOCKER = (sys.executable, str(HERE / "docker_profile.py"))
FAST_SETS = (
    LayerSet("as it is"),
    LayerSet("ordinary user without bubblewrap", _ORDINARY, "no-bubblewrap", False),
)
OTHER_SETS = (
    LayerSet("ordinary user", _ORDINARY),
    LayerSet("without bubblewrap", (), "no-bubblewrap", False),
    LayerSet("Docker's profile", _DOCKER, "auto", False),
    *(
        LayerSet(f"Landlock ABI {abi}", _ORDINARY, f"no-bubblewrap,landlock-abi={abi}", False)
        for abi in range(1, 7)
    ),
)


def why_not(layers: LayerSet) -> str | None:
    """Why a layer set can't be tried on this machine; None if it can."""
    if not layers.prefix:
        return None
    done = subprocess.run([*layers.prefix, "true"], capture_output=True, text=True)
    return None if done.returncode == 0 else f"{layers.prefix[0]}: {done.stderr.strip()}"


@dataclass
class Secrets:
    """The planted strings; none of them may come out."""

    hidden: str = field(default_factory=lambda: f"canary-hidden-{secrets.token_hex(8)}")
    reference: str = field(default_factory=lambda: f"canary-reference-{secrets.token_hex(8)}")
    environment: str = field(default_factory=lambda: f"canary-environment-{secrets.token_hex(8)}")
    gradebook: str = field(default_factory=lambda: f"canary-gradebook-{secrets.token_hex(8)}")
    neighbour: str = field(default_factory=lambda: f"canary-neighbour-{secrets.token_hex(8)}")


@dataclass
class Graded:
    """A run over the class, and everything that can be known of it afterwards."""

    results: Path
    secrets: Secrets
    output: str
    exit_code: int
    baseline: dict[str, Any]
    left_behind: list[str]

    def submissions(self) -> dict[str, Any]:
        document = json.loads((self.results / "results.json").read_text(encoding="utf-8"))
        return {item["student"]: item for item in document["submissions"]}

    def sandbox(self) -> list[str]:
        document = json.loads((self.results / "results.json").read_text(encoding="utf-8"))
        found: list[str] = document["run"]["sandbox"]
        return found

    def pages(self) -> dict[str, str]:
        folder = self.results / "feedback"
        return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}


def grade_class(base: Path, attacks: Sequence[Attack], layers: LayerSet) -> Graded:
    """Grade honest students alone, then the whole class, and look what is left."""
    adopt_orphans()
    planted = Secrets()
    course = _course(base, planted)
    places = {
        "COURSE": str(course),
        "CLASS": str(base / "class"),
        "RESULTS": str(base / "results"),
        "SOCKET": str(base / "socket"),
        "ABSTRACT": f"grader-{secrets.token_hex(8)}",
    }
    _honest(Path(places["CLASS"]), planted)
    with _listening(places):
        _run(places, layers, planted)
        baseline = _records(Path(places["RESULTS"]))
        with contextlib.closing(sqlite3.connect(base / "results" / "gradebook.db")) as gradebook:
            gradebook.execute("INSERT INTO student (name) VALUES (?)", (planted.gradebook,))
            gradebook.commit()
        for attack in attacks:
            attack.hand_in(places)
        before = things()
        done = _run(places, layers, planted)
        left = sorted(things() - before)
    left += [str(path) for path in base.rglob("canary*")]
    return Graded(
        Path(places["RESULTS"]),
        planted,
        done.stdout + done.stderr,
        done.returncode,
        baseline,
        left,
    )


def _course(base: Path, planted: Secrets) -> Path:
    course = base / "course"
    for name in ("assignments", "solutions"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    instructors = course / "solutions" / "linear_regression"
    for path in (instructors / "hidden").glob("test_*.py"):
        path.write_text(f'{path.read_text("utf-8")}\n\nCANARY = "{planted.hidden}"\n', "utf-8")
    for path in instructors.glob("*.py"):
        marker = "    ### BEGIN SOLUTION\n"
        planted_line = f'{marker}    CANARY = "{planted.reference}"\n'
        path.write_text(path.read_text("utf-8").replace(marker, planted_line), "utf-8")
    settings = instructors / "assignment.toml"
    text = settings.read_text("utf-8")
    for key, value in _LIMITS.items():
        text = re.sub(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.MULTILINE)
    settings.write_text(text, "utf-8")
    return course


def _honest(folder: Path, planted: Secrets) -> None:
    examples = ROOT / "examples" / "submissions"
    for name in RIGHT:
        shutil.copytree(examples / "ada", folder / name)
        (folder / name / "notes.py").write_text(f"# {planted.neighbour}\n")
    shutil.copytree(examples / "liam", folder / WRONG)


def _run(
    places: dict[str, str], layers: LayerSet, planted: Secrets
) -> subprocess.CompletedProcess[str]:
    command = [*layers.prefix, sys.executable, "-m", "grader", "run", places["CLASS"]]
    command += ["--course", places["COURSE"], "--output", places["RESULTS"], "--seed", SEED]
    command += ["--sandbox", layers.sandbox]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_RUN_SECONDS,
        env={**os.environ, "COURSE_TOKEN": planted.environment},
    )


def _records(results: Path) -> dict[str, Any]:
    """What the results say of each honest student: the record, and the page's text."""
    document = json.loads((results / "results.json").read_text(encoding="utf-8"))
    by_name = {item["student"]: item for item in document["submissions"]}
    return {
        name: (by_name[name], (results / "feedback" / f"{name}.html").read_text("utf-8"))
        for name in (*RIGHT, WRONG)
    }


def records_of_the_honest(graded: Graded) -> dict[str, Any]:
    return _records(graded.results)


@contextlib.contextmanager
def _listening(places: dict[str, str]) -> Iterator[None]:
    """Services of the machine that nobody's submission may reach."""
    with (
        socket.socket() as tcp,
        socket.socket(socket.AF_UNIX) as named,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        tcp.bind(("127.0.0.1", 0))
        named.bind(places["SOCKET"])
        abstract.bind("\0" + places["ABSTRACT"])
        for service in (tcp, named, abstract):
            service.listen()
        places["PORT"] = str(tcp.getsockname()[1])
        yield


def things() -> set[str]:
    """Children of ours, IPC objects, shared memory, temporary files with our mark."""
    # Python's own semaphores come and go with the workers of other tests that run at this time.
    memory = [path for path in Path("/dev/shm").iterdir() if not path.name.startswith("sem.mp-")]
    found = set(map(str, memory))
    found |= {str(path) for path in Path("/tmp").glob("canary*")}
    for kind in ("shm", "sem", "msg"):
        table = Path("/proc/sysvipc") / kind
        if table.is_file():
            found |= {f"{kind} {line.split()[0]}" for line in table.read_text().splitlines()[1:]}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            if entry.name.isdigit() and int(parent) == os.getpid() and state != "Z":
                found.add(f"process {entry.name}")
    return found


def adopt_orphans() -> None:
    """From now on, whatever a run leaves behind becomes a child of this process."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)
