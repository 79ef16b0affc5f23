"""README.md is true: its commands work, its links lead somewhere, its options exist."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), ROOT / "examples" / "README.md"]
COMMANDS = [
    line.strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.strip().splitlines()
]


def shell(command: str, *, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{Path(sys.prefix) / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(
        shlex.split(command), cwd=cwd, env=environment, capture_output=True, text=True
    )


def test_the_two_commands_come_first() -> None:
    """make demo and make test are what a newcomer reads first."""
    assert COMMANDS[:2] == ["make demo", "make test"]


def test_make_demo_grades_the_examples() -> None:
    """It sets up (here: finds set up), grades, and names a page that exists."""
    done = shell(f"make demo VENV={sys.prefix}", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    match = re.search(r"^Open (\S+) in a browser", done.stdout, re.MULTILINE)
    assert match is not None, done.stdout
    assert "jonas" in (ROOT / match[1]).read_text(encoding="utf-8")


def test_make_test_runs_the_tests() -> None:
    """Without running the tests inside of the tests: what make would run."""
    done = shell(f"make --dry-run test VENV={sys.prefix}", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "pytest" in done.stdout


def test_grading_a_class_of_ones_own(tmp_path: Path) -> None:
    """The README alone is enough: its folder layout and its commands, word for word."""
    for name in ("assignments", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    ada = ROOT / "examples" / "submissions" / "ada"
    (tmp_path / "homework" / "ada").mkdir(parents=True)
    shutil.copy(ada / "sgd.ipynb", tmp_path / "homework" / "ada" / "sgd.ipynb")
    shutil.copy(ada / "train.ipynb", tmp_path / "homework" / "ada" / "train (final).ipynb")
    shutil.copy(ROOT / "examples/submissions/emil.zip", tmp_path / "homework" / "bob.zip")
    shutil.copy(ROOT / "examples/submissions/dora.ipynb", tmp_path / "homework" / "eve.ipynb")
    commands = [line for line in COMMANDS if line.startswith(("grader", "pytest"))]
    assert len(commands) == 4
    for command in commands:
        done = shell(command, cwd=tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    pages = {path.name for path in (tmp_path / "results/week1/feedback").glob("*.html")}
    assert pages == {"ada.html", "bob.html", "eve.html"}
    assert (tmp_path / "results/week1/index.html").is_file()


def test_options_in_the_table_exist() -> None:
    """Every option that the README names is one of grader run's."""
    known = {
        option
        for parameter in main.commands["run"].params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    table = re.findall(r"^\| `(--.*?)` \|", README, re.MULTILINE)
    named = set(re.findall(r"--[a-z-]+", " ".join(table)))
    assert len(named) >= 7
    assert named <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Relative links in the documents are files or folders of the project."""
    for link in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if not link.startswith("http"):
            assert (document.parent / link).exists(), link


def test_no_make_target_is_undocumented() -> None:
    """make help lists what people run."""
    done = shell("make help", cwd=ROOT)
    assert {"demo", "test", "test-all", "check"} <= {
        line.split()[0] for line in done.stdout.splitlines()
    }
