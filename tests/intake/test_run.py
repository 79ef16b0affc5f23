"""Downloads graded from end to end, as an instructor does it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from .platforms import JUNK, canvas, nbgrader, write_zip

VECTORS = Path(__file__).parent.parent / "courses" / "vectors"


def work(name: str) -> dict[str, bytes]:
    """What a student of the small course handed in."""
    folder = VECTORS / "submissions" / name
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader", "run", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "120"}
    return subprocess.run(command, cwd=VECTORS, capture_output=True, text=True, env=environment)


def test_a_canvas_download(tmp_path: Path) -> None:
    """What was found, what was passed over and who shares bytes are said; notebooks are shown."""
    tree = canvas({"Zoë, Ada": work("right"), "zoë, ADA": work("right"), "Bo, Li": work("wrong")})
    path = write_zip(tmp_path / "submissions.zip", {**tree, **JUNK, "rubric.pdf": b"x"})
    out = tmp_path / "results"
    done = run(path, "--output", out, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    for words in (
        "Canvas download: 3 submissions of 3 students found",
        "note: 2 people are called zoëada",
        "passed over: rubric.pdf",
        "zoëada (101) and zoëada (102) handed in the same bytes",
    ):
        assert words in done.stdout
    document = json.loads((out / "results.json").read_text(encoding="utf-8"))
    scores = {item["student"]: item["score"] for item in document["submissions"]}
    assert list(scores) == ["boli", "zoëada (101)", "zoëada (102)"]
    assert scores["zoëada (101)"] == scores["zoëada (102)"] == 5.0
    views = out / "feedback" / "notebooks"
    assert len(list(views.iterdir())) == 3
    assert all("normalize" in path.read_text(encoding="utf-8") for path in views.iterdir())


def test_options(tmp_path: Path) -> None:
    """What the layout is can be said on the command line, and what is wrong with it is told."""
    path = write_zip(tmp_path / "term.zip", nbgrader({"ada": work("right")}))
    pattern = r"submitted/(?P<student>\w+)/\w+/\w+\.ipynb"
    done = run(path, "--output", tmp_path / "a", "--pattern", pattern, "--no-notebook-views")
    assert done.returncode == 0, done.stderr
    assert "Paths that fit the pattern: 1 submission of 1 student found" in done.stdout
    assert "passed over: submitted/ada/hw1/timestamp.txt" in done.stdout
    done = run(path, "--output", tmp_path / "b", "--layout", "canvas")
    assert done.returncode == 2
    assert "no submissions here in the layout canvas (found: submitted/)" in done.stderr
