"""The autograder's zip, and what it does in a tree laid out as Gradescope's."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader.course import Assignment
from grader.export.package import write_autograder
from tests.export.conftest import COURSE
from tests.export.schema import problems


def autograder(assignment: Assignment) -> bytes:
    file = io.BytesIO()
    write_autograder(assignment, file)
    return file.getvalue()


def laid_out(root: Path, assignment: Assignment, submission: Path, command: str) -> None:
    """Gradescope's tree after setup.sh: the zip in source/, grader in venv/, one submission."""
    with zipfile.ZipFile(io.BytesIO(autograder(assignment))) as archive:
        archive.extractall(root / "source")
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    shutil.copytree(submission, root / "submission")
    installed = root / "venv" / "bin" / "grader"
    installed.parent.mkdir(parents=True)
    installed.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    installed.chmod(0o755)


def run(root: Path) -> dict[str, Any]:
    environment = {**os.environ, "GRADER_AUTOGRADER_ROOT": str(root)}
    subprocess.run(
        ["bash", str(root / "run_autograder")], cwd=root, env=environment, capture_output=True
    )
    content = (root / "results" / "results.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(content)
    assert problems(document) == []
    assert "<" not in content
    return document


def test_the_zip_holds_all_that_is_needed(assignment: Assignment) -> None:
    """Scripts at the root and executable, grader as pip installs it, one assignment; no caches."""
    content = autograder(assignment)
    assert content == autograder(assignment)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        modes = {item.filename: item.external_attr >> 16 for item in archive.infolist()}
        project = tomllib.loads(archive.read("package/pyproject.toml").decode())
        constraints = archive.read("constraints.txt").decode()
    assert modes["setup.sh"] & modes["run_autograder"] & 0o111 == 0o111
    for name in (
        "package/grader/report/templates/student.html",
        "course/solutions/vectors/assignment.toml",
        "course/solutions/vectors/hidden/test_normalize.py",
    ):
        assert name in modes
    assert not any("__pycache__" in name or "/." in name for name in modes if "keep" not in name)
    assert any(line.startswith("torch>=") for line in project["project"]["dependencies"])
    assert "\ntorch==" in f"\n{constraints}"
    assert "+" not in constraints


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_the_scripts_are_sound(script: str) -> None:
    """Bash parses them."""
    place = Path(__file__).parent.parent.parent / "grader" / "export" / "autograder" / script
    subprocess.run(["bash", "-n", str(place)], check=True)


def test_a_submission_is_graded(assignment: Assignment, tmp_path: Path) -> None:
    """Its results.json is valid, in words only, and has the points that grader run gives."""
    command = f'exec "{sys.executable}" -m grader "$@"'
    laid_out(tmp_path, assignment, COURSE / "submissions" / "right", command)
    document = run(tmp_path)
    assert document["score"] == 5.0
    assert {test["status"] for test in document["tests"]} == {"passed"}


@pytest.mark.parametrize("command", ["exit 2", "exit 0", "kill -9 $$"])
def test_our_failure_is_no_score(assignment: Assignment, tmp_path: Path, command: str) -> None:
    """Whatever breaks, the result says that it is not the student's fault and has no points."""
    laid_out(tmp_path, assignment, COURSE / "submissions" / "right", command)
    document = run(tmp_path)
    assert not {"score", "tests"} & set(document)
    assert "not your fault" in document["output"]
