"""The commands as an instructor types them, on the small course of the tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).parent / "courses" / "vectors"


def grader(*arguments: object, cwd: Path = VECTORS) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would and give back what it printed."""
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "120"}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment)


def results(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return document


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_run_grades_a_class(tmp_path: Path) -> None:
    """Results, gradebook, a page for each student and an overview, and a table at the terminal."""
    out = tmp_path / "results"
    done = grader("run", "submissions", "--output", out, "--seed", "s")
    assert done.returncode == 0, done.stderr
    for words in ("right", "mean", "5", "index.html", "3 submissions of 3 students"):
        assert words in done.stdout
    document = results(out)
    assert document["schema"] == 1
    assert document["run"]["seed"] == "s"
    assert "landlock" in document["run"]["sandbox"]
    scores = {item["student"]: item["score"] for item in document["submissions"]}
    assert scores["right"] == 5.0
    assert scores["unfinished"] == 0.0
    assert sorted(path.stem for path in (out / "feedback").glob("*.html")) == sorted(scores)
    with sqlite3.connect(out / "gradebook.db") as gradebook:
        assert gradebook.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_notebook_views_come_with_the_pages(tmp_path: Path) -> None:
    """A view for each student who handed in something, linked from the page; or none if asked."""
    out = tmp_path / "results"
    assert grader("run", "submissions", "--output", out).returncode == 0
    folder = out / "feedback" / "notebooks"
    names = {path.name for path in (out / "feedback").glob("*.html")}
    assert {path.name for path in folder.iterdir()} == names
    for name in names:
        page = (out / "feedback" / name).read_text(encoding="utf-8")
        assert f'href="notebooks/{name}"' in page
        assert f'href="../{name}"' in (folder / name).read_text(encoding="utf-8")
    assert "def normalize" in re.sub("<[^>]*>", "", (folder / "right.html").read_text("utf-8"))
    assert (mode(folder), mode(folder / "right.html")) == (0o755, 0o644)
    assert grader("run", "submissions", "--output", out, "--no-notebook-views").returncode == 0
    assert not folder.exists()
    for name in names:
        assert "notebooks/" not in (out / "feedback" / name).read_text(encoding="utf-8")


def test_a_student_without_files_has_no_view(tmp_path: Path) -> None:
    """Where nothing was handed in there is no link to nothing."""
    (tmp_path / "class" / "tomas").mkdir(parents=True)
    out = tmp_path / "results"
    assert grader("run", tmp_path / "class", "--output", out).returncode == 0
    assert "notebooks/" not in (out / "feedback" / "tomas.html").read_text(encoding="utf-8")
    assert not (out / "feedback" / "notebooks").exists()


def test_only_feedback_is_for_others(tmp_path: Path) -> None:
    """Everything besides feedback/ is readable by its owner alone."""
    out = tmp_path / "results"
    assert grader("run", "submissions", "--output", out).returncode == 0
    for name in ("results.json", "gradebook.db", "index.html"):
        assert mode(out / name) & 0o077 == 0, name
    assert mode(out / "feedback") & 0o055 == 0o055


def test_the_same_seed_gives_the_same_results(tmp_path: Path) -> None:
    """Apart from the run's id and times, two runs with one seed write the same results.json."""
    documents = []
    for name in ("one", "two"):
        assert (
            grader("run", "submissions", "--output", tmp_path / name, "--seed", 5).returncode == 0
        )
        document = results(tmp_path / name)
        for key in ("id", "started", "finished"):
            assert document["run"].pop(key)
        documents.append(document)
    assert documents[0] == documents[1]


def test_pages_in_chinese(tmp_path: Path) -> None:
    """--lang zh gives Chinese pages and messages."""
    out = tmp_path / "results"
    assert grader("run", "submissions", "--output", out, "--lang", "zh").returncode == 0
    page = (out / "feedback" / "unfinished.html").read_text(encoding="utf-8")
    assert '<html lang="zh' in page
    assert any("一" <= letter <= "鿿" for letter in page)


def test_a_page_speaks_the_language_of_the_notebook(tmp_path: Path) -> None:
    """Who worked in the Chinese stub reads Chinese, without any option; the claim of another
    language than the course's changes nothing."""
    stub = (VECTORS / "assignments" / "vectors" / "zh" / "normalize.ipynb").read_text("utf-8")
    for name, language in (("zhang", "zh"), ("odd", "../../etc" * 100)):
        (tmp_path / "class" / name).mkdir(parents=True)
        content = stub.replace('"language": "zh"', f'"language": "{language}"')
        (tmp_path / "class" / name / "normalize.ipynb").write_text(content, "utf-8")
    shutil.copytree(VECTORS / "submissions" / "right", tmp_path / "class" / "right")
    out = tmp_path / "results"
    assert grader("run", tmp_path / "class", "--output", out).returncode == 0
    spoken = {
        path.stem: path.read_text(encoding="utf-8").partition('<html lang="')[2].partition('"')[0]
        for path in (out / "feedback").glob("*.html")
    }
    assert spoken == {"zhang": "zh-CN", "odd": "en", "right": "en"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere",), "there is no such folder"),
        (("submissions", "--assignment", "nope"), "there is no assignment 'nope'"),
        (("submissions", "--lang", "xx"), "xx"),
        (("submissions", "--course", "/"), "cannot tell which assignment"),
        (("submissions", "--device", "cuda"), "CUDA"),
        (("submissions", "--jobs", "0"), "--jobs"),
    ],
)
def test_usage_errors_exit_with_2_and_say_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Nothing is graded, nothing is written, and the message names what is wrong."""
    if arguments[-1] == "cuda":
        import torch

        if torch.cuda.is_available():
            pytest.skip("there is a CUDA device here")
    done = grader("run", *arguments, "--output", tmp_path / "results")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "results" / "results.json").exists()


def test_outside_of_a_course_the_error_says_so(tmp_path: Path) -> None:
    """Without a course nearby the message says what one is."""
    done = grader("run", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "--course" in done.stderr


def test_a_broken_test_makes_the_run_exit_with_1(tmp_path: Path) -> None:
    """Not graded is no 0: exit 1, null scores, and the instructor reads why."""
    course = tmp_path / "course"
    shutil.copytree(VECTORS, course)
    path = course / "solutions" / "vectors" / "hidden" / "test_normalize.py"
    path.write_text(path.read_text() + "\n\ndef test_no(student):\n    'No.'\n    raise OSError\n")
    out = tmp_path / "results"
    done = grader("run", "submissions", "--output", out, cwd=course)
    assert done.returncode == 1, done.stderr
    assert "test_no" in done.stdout
    for submission in results(out)["submissions"]:
        assert submission["status"] == "not_graded"
        assert submission["score"] is None


def test_without_isolation_the_results_say_so(tmp_path: Path) -> None:
    """--sandbox none works, and nobody can mistake its results."""
    out = tmp_path / "results"
    done = grader("run", "submissions", "--output", out, "--sandbox", "none")
    assert done.returncode == 0, done.stderr
    assert results(out)["run"]["sandbox"] == []
    assert "NONE" in done.stdout


def test_places_that_students_could_read_are_refused() -> None:
    """Results inside of the Python environment would be readable by student code."""
    exposed = Path(sys.prefix) / "results"
    done = grader("run", "submissions", "--output", exposed)
    assert done.returncode == 2
    assert "readable by student code" in done.stderr
    assert not exposed.exists()


@pytest.mark.slow
def test_what_can_not_be_kept_is_not_graded(tmp_path: Path) -> None:
    """A gradebook that is locked all the time: exit 1, no score, and the next run does it again."""
    out = tmp_path / "results"
    for number in range(30):
        shutil.copytree(VECTORS / "submissions" / "right", tmp_path / "class" / f"s{number}")
    command = [sys.executable, "-m", "grader", "run", str(tmp_path / "class"), "--output", str(out)]
    process = subprocess.Popen(command, cwd=VECTORS, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("[27/30]"):
            break
    with sqlite3.connect(out / "gradebook.db", isolation_level=None) as blocking:
        blocking.execute("BEGIN IMMEDIATE")
        rest, _ = process.communicate(timeout=200)
    assert process.returncode == 1, rest
    assert "could not be kept" in rest
    lost = [item for item in results(out)["submissions"] if item["status"] == "not_graded"]
    assert lost
    assert all(item["score"] is None for item in lost)
    assert grader("run", tmp_path / "class", "--output", out).returncode == 0
    assert all(item["status"] == "graded" for item in results(out)["submissions"])


def test_results_among_the_submissions_are_refused(tmp_path: Path) -> None:
    """They would be graded as a student's the next time."""
    shutil.copytree(VECTORS / "submissions", tmp_path / "class")
    done = grader("run", tmp_path / "class", "--output", tmp_path / "class" / "results")
    assert done.returncode == 2
    assert "among the submissions" in done.stderr
    assert not (tmp_path / "class" / "results").exists()


@pytest.mark.parametrize(
    "wish", ["no-bubblewrap", "landlock-abi=1", "no-bubblewrap,landlock-abi=3"]
)
def test_weaker_layer_sets_grade_and_say_what_they_lack(tmp_path: Path, wish: str) -> None:
    """--sandbox with less than this machine has: the same grades, and the gaps in words."""
    out = tmp_path / "results"
    done = grader("run", "submissions", "--output", out, "--sandbox", wish)
    assert done.returncode == 0, done.stderr
    document = results(out)
    has_bubblewrap = "bubblewrap" in document["run"]["sandbox"]
    assert not (has_bubblewrap and "no-bubblewrap" in wish)
    assert has_bubblewrap is (document["run"]["sandbox_gaps"] == [])
    scores = {item["student"]: item["score"] for item in document["submissions"]}
    assert scores["right"] == 5.0


def test_a_layer_set_that_there_is_not_is_a_usage_error() -> None:
    """The message says what there is."""
    done = grader("run", "submissions", "--sandbox", "landlock-abi=x")
    assert done.returncode == 2
    assert "no-bubblewrap" in done.stderr


@pytest.mark.parametrize(
    ("send", "number"),
    [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)],
    ids=["Ctrl-C", "told to end"],
)
def test_interrupted_runs_end_cleanly(
    tmp_path: Path,
    session_processes: Callable[[int], list[int]],
    send: Callable[[int, int], None],
    number: int,
) -> None:
    """Ctrl-C, or a service manager's SIGTERM: exit 130, what was graded is kept, and no process is
    left."""
    for each in range(300):
        shutil.copytree(VECTORS / "submissions" / "wrong", tmp_path / "subs" / f"s{each}")
    out = tmp_path / "results"
    command = [sys.executable, "-m", "grader", "run", str(tmp_path / "subs"), "--output", str(out)]
    process = subprocess.Popen(
        command,
        cwd=VECTORS,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background may have Ctrl-C ignored; a user at work has not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("[ 10/300]"):
            break
    send(process.pid, number)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Interrupted" in rest
    with sqlite3.connect(out / "gradebook.db") as gradebook:
        assert gradebook.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    deadline = time.monotonic() + 10
    while session_processes(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert session_processes(process.pid) == []


def test_doctor_tries_the_isolation() -> None:
    """grader doctor says what works and proves the isolation."""
    done = grader("doctor")
    assert "attacks refused" in done.stdout
    assert done.returncode == 0


def test_doctor_can_be_quick() -> None:
    """grader doctor --quick asks the kernel for its layers, and neither loads torch nor proves."""
    done = grader("doctor", "--quick")
    assert "Landlock: ABI" in done.stdout
    assert "at a time" in done.stdout
    assert "torch" not in done.stdout
    assert done.returncode == 0


def test_build_check(tmp_path: Path) -> None:
    """grader build --check: 0 when all is current, 1 with the names of what is not."""
    course = tmp_path / "course"
    shutil.copytree(VECTORS, course)
    assert grader("build", "--check", cwd=course).returncode == 0
    stub = course / "assignments" / "vectors" / "en" / "normalize.ipynb"
    stub.write_text(stub.read_text() + " ")
    done = grader("build", "--check", cwd=course)
    assert done.returncode == 1
    assert "normalize.ipynb" in done.stderr
    assert grader("build", "--dry-run", cwd=course).returncode == 0
    assert stub.read_text().endswith(" ")
    assert grader("build", cwd=course).returncode == 0
    assert grader("build", "--check", cwd=course).returncode == 0
