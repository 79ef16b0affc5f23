"""Without a sandbox: a plain process, on systems that have no fork and none of Linux's layers."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from grader.errors import SandboxError
from grader.exam.candidate import Conversation, ExerciseSpec, StudentRaised
from grader.exam.proxy import Student
from grader.outcome import Outcome
from grader.sandbox import lone
from grader.sandbox.faults import CandidateFault
from grader.sandbox.launcher import CandidateLimits
from tests.check.conftest import LINREG, SGD, document

LIMITS = CandidateLimits(
    cpu_seconds=15,
    wall_seconds=15,
    life_cpu_seconds=600,
    memory_bytes=4 << 30,
    output_bytes=1000,
)
PROGRAM = """
import os, torch
def f(what):
    if what == "crash": os._exit(3)
    if what == "loop":
        while True: pass
    if what == "print": print("x" * 5000)
    if what == "input": input()
    print("called with", what)
    return what * 2
"""
Converse = Callable[..., Conversation]


@pytest.fixture
def plainly(make_spec: Callable[..., ExerciseSpec]) -> Iterator[Callable[..., Conversation]]:
    """Opens a conversation with a candidate that is not isolated."""
    with contextlib.ExitStack() as stack:

        def open_one(limits: CandidateLimits = LIMITS) -> Conversation:
            files = {"work.py": PROGRAM.encode()}
            conversation = Conversation(lone.LoneStarter(), limits, files, [make_spec("f")])
            stack.callback(conversation.close)
            conversation.read()
            conversation.begin("f", 1)
            return conversation

        yield open_one


def test_a_plain_process_answers_as_a_confined_one(plainly: Converse) -> None:
    """Values, tensors in place, printed text, and errors in the student's lines."""
    conversation = plainly()
    student = Student(conversation, "f")
    assert torch.equal(student.f(torch.ones(70_000)), torch.full((70_000,), 2.0))
    assert "called with" in conversation.take_output()
    conversation.begin("f", 1)
    assert conversation.take_output() == ""
    with pytest.raises(StudentRaised) as caught:
        student.f("input")
    assert caught.value.names[0] == "EOFError"
    assert caught.value.frames[-1].source.strip() == 'if what == "input": input()'


def test_what_a_program_does_to_itself_is_told(plainly: Converse) -> None:
    """It ends, or prints too much; each time the next test gets a fresh process."""
    conversation = plainly()
    student = Student(conversation, "f")
    for what, outcome in (("crash", Outcome.CRASHED), ("print", Outcome.OUTPUT_LIMIT)):
        with pytest.raises(CandidateFault) as caught:
            student.f(what)
        assert caught.value.outcome is outcome
        conversation.begin("f", 1)
    assert student.f("a") == "aa"


def test_a_loop_is_stopped_by_the_clock(plainly: Converse) -> None:
    """And nothing of the process is left."""
    conversation = plainly()
    process = conversation._process
    assert isinstance(process, lone.LoneProcess)
    with pytest.raises(CandidateFault) as caught:
        Student(conversation, "f").f("loop")
    assert caught.value.outcome is Outcome.TIMED_OUT
    assert process._process.returncode is not None
    assert not process._folder.exists()


def test_a_process_that_does_not_start_says_why(
    monkeypatch: pytest.MonkeyPatch, plainly: Converse
) -> None:
    """PyTorch that is missing, for example: its own words are in the hint."""
    monkeypatch.setattr(lone, "MODULE", "grader.no_such_module")
    with pytest.raises(SandboxError) as caught:
        plainly()
    assert "no_such_module" in caught.value.hint


FOREIGN = '''\
"""Python as it is elsewhere: nothing of ours may import what only Unix or Linux has."""
import builtins, os, runpy, select, signal, socket, sys

UNIX = {"resource", "fcntl", "pwd", "grp", "termios", "landlockpy", "seccompy"}
real = builtins.__import__

def guarded(name, globals=None, locals=None, fromlist=(), level=0):
    ours = str((globals or {}).get("__name__", "")).startswith(("grader", "__main__"))
    if ours and name.partition(".")[0] in UNIX:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return real(name, globals, locals, fromlist, level)

builtins.__import__ = guarded
for name in ("fork", "forkpty", "sched_getaffinity", "fchmod", "O_NOFOLLOW", "O_NONBLOCK"):
    delattr(os, name)
for name in ("setitimer", "pthread_sigmask", "SIGALRM"):
    delattr(signal, name)
del socket.recv_fds, socket.send_fds, select.poll
'''


def test_nothing_that_only_unix_has_is_needed(tmp_path: Path) -> None:
    """The command and the student's process run where neither fork nor Unix's modules are."""
    foreign = tmp_path / "foreign.py"
    starter = tmp_path / "python"
    foreign.write_text(
        FOREIGN + 'sys.argv = sys.argv[sys.argv.index("-m") + 1 :]\n'
        f"sys.executable = {str(starter)!r}\n"
        'runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)\n'
    )
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{foreign}" "$@"\n')
    starter.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    (home / "sgd.ipynb").write_text(json.dumps(document("sgd", SGD)), encoding="utf-8")
    done = subprocess.run(
        [str(starter), "-m", "grader", "check", "--sandbox", "none", "sgd.ipynb"],
        cwd=home,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},  # a Windows terminal has no ✓
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 of 4 checks passed" in done.stdout


@pytest.mark.parametrize("alone", [[], ["-I"]], ids=["plain", "isolated"])
@pytest.mark.parametrize("sandbox", ["auto", "none"])
def test_the_command_needs_the_notebook_alone(
    tmp_path: Path, alone: list[str], sandbox: str
) -> None:
    """Far from any course and with another home: exit code 1, a page, and how it was isolated."""
    notebook = document("linreg", LINREG.replace("+ b", ""))
    (tmp_path / "my work.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *alone, "-m", "grader", "check", "--sandbox", sandbox, "my work.ipynb"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "✗ `torch.allclose(y_hat, torch.tensor([[12.5], [34.5], [56.5]]))`" in done.stdout
    assert ("WITHOUT isolation" in done.stdout) == (sandbox == "none")
    assert (tmp_path / "my work.check.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "my work.check.html",
        "my work.ipynb",
    ]


def test_where_the_sandbox_fails_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is told, and the program runs as the student's own code."""
    from grader.check.isolation import isolation

    def none_here() -> None:
        raise SandboxError("no Landlock")

    monkeypatch.setattr("grader.check.isolation.open_zygote", none_here)
    with isolation(wanted=True) as place:
        assert place.layers == ()
        assert place.reason is not None
        assert "no Landlock" in place.reason.english()
    monkeypatch.setattr(sys, "platform", "win32")
    with isolation(wanted=True) as place:
        assert place.reason is not None
        assert "win32" in place.reason.english()


def test_usage(tmp_path: Path) -> None:
    """No file and no notebook are mistakes in the command: exit code 2, and what to name."""
    (tmp_path / "notes.txt").write_text("no notebook")
    for name, words in (("absent.ipynb", "there is no such file"), (".", "no notebook")):
        done = subprocess.run(
            [sys.executable, "-m", "grader", "check", name],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2
        assert words in done.stderr
