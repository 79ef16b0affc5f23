"""docs/deploying.md and the files that it offers to copy: their commands are grader's."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from grader.cli import main

from .container.conftest import HARDENED

ROOT = Path(__file__).parent.parent
DEPLOYING = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
BLOCKS = "".join(re.findall(r"```sh\n(.*?)```", DEPLOYING, re.DOTALL))
NIGHTLY = ROOT / "examples" / "nightly"


def test_the_action_checks_the_notebooks_of_a_repository(tmp_path: Path) -> None:
    """Its own command, in a student's repository: a page and exit code 0, or 1 for what fails."""
    workflow = yaml.safe_load((ROOT / "examples/github/check.yml").read_text(encoding="utf-8"))
    steps = {step.get("name"): step for step in workflow["jobs"]["check"]["steps"]}
    assert workflow["permissions"] == {"contents": "read"}
    environment = {**os.environ, "RUNNER_TEMP": str(tmp_path)}
    environment["PATH"] = f"{Path(sys.prefix) / 'bin'}:{os.environ['PATH']}"
    for student, code in (("ada", 0), ("liam", 1)):
        repository = tmp_path / student
        repository.mkdir()
        shutil.copy(ROOT / f"examples/submissions/{student}/sgd.ipynb", repository)
        command = ["bash", "-e", "-c", steps["Check"]["run"]]
        done = subprocess.run(
            command, cwd=repository, env=environment, capture_output=True, text=True
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert steps["Keep the page"]["with"]["path"].endswith("/check.html")
        assert (tmp_path / "check.html").is_file()


@pytest.mark.parametrize(
    "line",
    [
        re.search(r"^ExecStart=(.*)$", (NIGHTLY / "grader.service").read_text(), re.MULTILINE)[1],
        (NIGHTLY / "grader.cron").read_text().splitlines()[-1].partition("&& ")[2],
        *re.findall(r"^grader .*$", BLOCKS, re.MULTILINE),
    ],
)
def test_commands_are_understood(line: str) -> None:
    """Each is one that grader knows, with options that it knows."""
    words = shlex.split(line)
    assert Path(words[0]).name == "grader"
    command = main.commands[words[1]]
    command.make_context("grader", words[2:], resilient_parsing=False)


def test_options_in_the_tables_exist() -> None:
    """Every option of grader run that the section on machines without Linux names."""
    section = DEPLOYING.partition("## Without Linux")[2].partition("\n## ")[0]
    named = set(re.findall(r"--container[a-z-]*", section))
    known = {option for parameter in main.commands["run"].params for option in parameter.opts}
    assert named
    assert named <= known


def test_the_documented_run_is_the_one_that_is_tested() -> None:
    """Flag by flag that of tests/container."""
    command = re.search(r"^docker run .*?(?<!\\)$", BLOCKS, re.MULTILINE | re.DOTALL)
    assert command is not None
    words = shlex.split(command[0].replace("\\\n", " "))
    at = words.index("--network")
    assert tuple(words[at : at + len(HARDENED)]) == HARDENED
    inner = words[words.index("grader") + 1 :]
    context = main.commands[inner[0]].make_context("grader", inner[1:])
    assert isinstance(context, click.Context)
