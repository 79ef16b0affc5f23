"""Fixtures that most tests share: a sandbox, and a student's program behind the border."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.exam.candidate import Conversation
from grader.exam.papers import ExerciseSpec
from grader.exam.proxy import Student
from grader.sandbox import open_zygote
from grader.sandbox.launcher import CandidateLimits, Zygote

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ROOT = Path(__file__).parent.parent

LIMITS = CandidateLimits(
    cpu_seconds=2,
    wall_seconds=6,
    life_cpu_seconds=30,
    memory_bytes=4 << 30,
    output_bytes=64 << 10,
)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """A zygote with every layer that works on this machine."""
    zygote = open_zygote()
    yield zygote
    zygote.close()


@pytest.fixture(scope="session")
def examples_graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results folder of one run over the examples, made once in each process."""
    out = tmp_path_factory.mktemp("examples") / "results"
    command = [sys.executable, "-m", "grader", "run", "examples/submissions", "--output", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: what a browser does with the pages is not tested")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def spec_of(exercise: str, parameters: int = 1, **more: object) -> ExerciseSpec:
    """What a candidate is told about an exercise whose function bears its name."""
    provided = more.pop("provided_source", None)
    assert provided is None or isinstance(provided, str)
    plain = {
        "exercise": exercise,
        "function": exercise,
        "parameters": parameters,
        "also_named": [],
        "provided": [],
        "forbid": [],
        "given": [],
        "others": [],
        **more,
    }
    return ExerciseSpec(exercise, plain, provided)


@pytest.fixture
def make_spec() -> Callable[..., ExerciseSpec]:
    """``make_spec(exercise, parameters)``: what a candidate is told about an exercise."""
    return spec_of


@pytest.fixture
def converse(zygote: Zygote) -> Iterator[Callable[..., Conversation]]:
    """Opens conversations: ``converse(files, specs)``; all are closed at the end."""
    opened: list[Conversation] = []

    def open_one(
        files: dict[str, bytes], specs: list[ExerciseSpec], limits: CandidateLimits = LIMITS
    ) -> Conversation:
        conversation = Conversation(zygote, limits, files, specs)
        opened.append(conversation)
        conversation.read()
        return conversation

    yield open_one
    for conversation in opened:
        conversation.close()


@pytest.fixture
def program(converse: Callable[..., Conversation]) -> Callable[..., Student]:
    """Turns source text into a student: ``program("def f(x): …").f(1)``."""

    def make(source: str, exercise: str = "f", seed: int = 1, **more: object) -> Student:
        conversation = converse({"work.py": source.encode()}, [spec_of(exercise, **more)])
        conversation.begin(exercise, seed)
        return Student(conversation, exercise)

    return make


@pytest.fixture
def session_processes() -> Callable[[int], list[int]]:
    """``session_processes(pid)``: the processes of that session that are still alive."""

    def alive(session: int) -> list[int]:
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
        return found

    return alive


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line on the attacks, as docs/security.md promises."""
    caught, all_of_them = (
        sum(
            "test_attacks.py::test_attack[" in report.nodeid and report.when == "call"
            for outcome in outcomes
            for report in terminalreporter.stats.get(outcome, [])
        )
        for outcomes in (("passed",), ("passed", "failed"))
    )
    if all_of_them:
        terminalreporter.write_line(f"attacks caught: {caught} of {all_of_them}")
