"""What is installed: ``grader/`` alone, with its texts and templates, and no secrets."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYOUT = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "grader" / "build" / "layout").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
]


def test_the_wheel_holds_the_package_alone(tmp_path: Path) -> None:
    """No course and no example travels in it; templates, translations and the layout of a new
    assignment do, every file of it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"grader"}
    for needed in (
        "grader/report/templates/student.html",
        "grader/report/templates/check.html",
        "grader/report/templates/style.css",
        "grader/report/locale/zh/LC_MESSAGES/grader.mo",
        *LAYOUT,
    ):
        assert needed in names


def test_what_hidden_tests_import_needs_pytorch_alone() -> None:
    """The helpers can be used where nothing of grader's other dependencies is installed."""
    program = """
import sys

for name in ("msgpack", "pytest", "pydantic", "jinja2", "nbformat", "jupytext", "rich", "click"):
    sys.modules[name] = None
import grader.exam as exam
import grader.exam.statistics

for name in exam.__all__:
    getattr(exam, name)
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
