"""What ``grader new`` lays out builds, grades and passes its gate; nothing is ever overwritten."""

from __future__ import annotations

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grader.build import check_assignment, new_assignment, write_solutions
from grader.build.new import _LAYOUT, _TITLE, _TITLED
from grader.course import load_assignment
from grader.diagnosis.catalogue import accepted, misconceptions
from grader.errors import BuildError, UsageError


def grader(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "120"}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment)


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def commands(output: str) -> list[str]:
    """The commands to go on with, without what is said about them."""
    return [line.partition("  # ")[0].strip() for line in output.splitlines() if "  # " in line]


def test_what_it_lays_out_goes_through_the_commands_it_names(tmp_path):
    """The stubs are current, the reference passes, and the gate is passed: as printed."""
    done = grader("new", "first_steps", cwd=tmp_path)
    assert done.returncode == 0, done.stderr

    build, tests, gate = commands(done.stdout)

    assert grader(*build.split()[1:], "--check", cwd=tmp_path).returncode == 0
    passed = subprocess.run(
        [sys.executable, "-m", *tests.split(), "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert passed.returncode == 0, passed.stdout
    verified = grader(*gate.split()[1:], cwd=tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "The gate is passed." in verified.stdout


def test_all_that_a_gate_asks_for_is_there(tmp_path):
    """Three accepted solutions and misconceptions at least, and stubs in both languages."""
    laid_out = new_assignment(tmp_path, "sums")

    assignment = load_assignment(tmp_path, "sums")
    check_assignment(assignment)
    [exercise] = assignment.exercises
    assert len(accepted(assignment, exercise.name)) >= 3
    assert len(misconceptions(assignment, exercise.name)) >= 3
    written = {path.as_posix() for path in laid_out.written}
    files = {p for p in everything(tmp_path) if (tmp_path / p).is_file()}
    assert written == files
    assert {
        f"assignments/sums/{language}/{exercise.name}.ipynb" for language in ("en", "zh")
    } < files


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_notebooks_run_as_they_should(tmp_path, run_notebook, language):
    """Solved, from top to bottom; the stub stops at its gap."""
    new_assignment(tmp_path, "sums")
    assignment = load_assignment(tmp_path, "sums")
    write_solutions(assignment, tmp_path / "solved")

    for folder, stops_at in (
        (tmp_path / "solved", None),
        (assignment.stubs, "NotImplementedError"),
    ):
        notebook = nbformat.read(folder / language / "rescale.ipynb", as_version=4)
        assert getattr(run_notebook(notebook), "ename", None) == stops_at


@pytest.mark.parametrize("title", ["Tensors", 'The "first" \\ week', "{x} and }", "张量"])
def test_the_title_is_taken_as_it_is(tmp_path, title):
    """Quotation marks, backslashes and braces stay what they are, in the translations too."""
    new_assignment(tmp_path, "week1", title=title)

    assignment = load_assignment(tmp_path, "week1")
    chinese = gettext.translation("messages", assignment.locale, ["zh"])
    assert title == assignment.title
    assert f"作业：{title}" == chinese.gettext(title)


def test_without_a_title_the_name_is_it(tmp_path):
    """Underscores become spaces."""
    new_assignment(tmp_path, "first_steps")

    assert load_assignment(tmp_path, "first_steps").title == "First steps"


def test_the_title_is_the_only_placeholder():
    """It stands where it is replaced, and nowhere else in the layout."""
    found = {
        path.relative_to(_LAYOUT).as_posix()
        for path in _LAYOUT.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and _TITLE in path.read_text(encoding="utf-8")
    }

    assert set(_TITLED) == found


def test_compiled_files_of_an_installation_are_not_copied(tmp_path, monkeypatch):
    """pip compiles what it installs; the layout is copied without that."""
    layout = tmp_path / "layout"
    shutil.copytree(_LAYOUT, layout)
    (layout / "__pycache__").mkdir(exist_ok=True)
    (layout / "__pycache__" / "rescale.cpython-311.pyc").write_bytes(b"\xff")
    monkeypatch.setattr("grader.build.new._LAYOUT", layout)

    laid_out = new_assignment(tmp_path / "course", "sums")

    assert not [path for path in laid_out.written if "__pycache__" in path.parts]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    """Not even the course's two folders."""
    dry = new_assignment(tmp_path, "sums", dry_run=True)

    assert everything(tmp_path) == []
    assert dry == new_assignment(tmp_path, "sums")


def test_the_dry_run_at_the_terminal(tmp_path):
    """It lists the files and names no commands, as there is nothing to go on with."""
    done = grader("new", "sums", "--course", "school", "--dry-run", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "would write school/solutions/sums/assignment.toml" in done.stdout
    assert commands(done.stdout) == []
    assert everything(tmp_path) == []


def test_it_goes_into_the_course_around(tmp_path):
    """From a folder inside a course, the new assignment stands beside the others."""
    new_assignment(tmp_path, "one")

    done = grader("new", "two", cwd=tmp_path / "solutions" / "one")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "solutions" / "two" / "assignment.toml").is_file()
    assert commands(done.stdout)[0] == "grader build --assignment two"


def test_from_outside_the_commands_name_the_course(tmp_path):
    """They work where they are read."""
    done = grader("new", "sums", "--course", "my school", cwd=tmp_path)

    assert commands(done.stdout) == [
        "grader build --course 'my school' --assignment sums",
        "pytest 'my school/solutions/sums/hidden'",
        "grader verify --course 'my school' --assignment sums",
    ]


@pytest.mark.parametrize("kind", ["solutions", "assignments"])
def test_nothing_is_overwritten(tmp_path, kind):
    """A name that is taken, on either side, is an error; what is there stays as it is."""
    place = tmp_path / kind / "sums"
    place.mkdir(parents=True)
    (place / "mine.txt").write_text("mine")
    before = everything(tmp_path)

    done = grader("new", "sums", "--course", tmp_path, cwd=tmp_path)

    assert done.returncode == 2
    assert f"{kind}/sums is there already; nothing was written" in done.stderr
    assert "Choose another name" in done.stderr
    assert before == everything(tmp_path)


@pytest.mark.parametrize("name", ["2nd", "a-b", "a b", "../sums", "", "class", "größe", ".hidden"])
def test_a_bad_name_is_an_error(tmp_path, name):
    """It says what a name may be, and where the words for people go."""
    with pytest.raises(UsageError, match="can't be an assignment's name") as caught:
        new_assignment(tmp_path, name)

    assert "--title" in caught.value.hint
    assert everything(tmp_path) == []


@pytest.mark.parametrize("title", ["", "  ", "two\nlines"])
def test_a_bad_title_is_an_error(tmp_path, title):
    """A title is one line."""
    with pytest.raises(UsageError, match="can't be a title"):
        new_assignment(tmp_path, "sums", title=title)

    assert everything(tmp_path) == []


@pytest.mark.parametrize("place", ["course", "course/solutions"])
def test_a_file_where_a_folder_should_be_is_an_error(tmp_path, place):
    """It is named, and left alone."""
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")

    with pytest.raises(UsageError, match="is a file, where a folder should be"):
        new_assignment(tmp_path / "course", "sums")

    assert path.read_text() == "mine"


def test_a_file_that_cannot_be_written_is_an_error(tmp_path, monkeypatch):
    """It says which, and what to delete before the next try."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.build.new._write_file", full)

    with pytest.raises(BuildError, match="No space left on device") as caught:
        new_assignment(tmp_path, "sums")

    assert "can be deleted" in caught.value.hint
