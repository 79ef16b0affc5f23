"""Views are made beside the grading, and each link leads to a page whatever happens."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
from pathlib import Path

import pytest

from grader.intake.submissions import Submission
from grader.views import background
from grader.views.background import BackgroundViews
from grader.views.maker import Setup

from .conftest import COURSE
from .notebooks import code, notebook


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    """Makers of the vectors course, who write into a folder of their own."""
    feedback = tmp_path / "feedback"
    feedback.mkdir()
    return Setup(str(COURSE), "vectors", "auto", 10, str(feedback))


def hand_in(folder: Path, student: str) -> tuple[str, Submission, dict[str, str], str]:
    """Who hands in, a submission of one notebook, the hashes of what is graded, its language."""
    data = notebook(code(f"mine = {student!r}"))
    path = folder / f"{student}.ipynb"
    path.write_bytes(data)
    return (
        student,
        Submission.at(student, path),
        {path.name: hashlib.sha256(data).hexdigest()},
        "en",
    )


def view(setup: Setup, student: str) -> str:
    path = Path(setup.feedback) / "notebooks" / f"{student}.html"
    return path.read_text(encoding="utf-8")


def test_every_view_is_made(setup: Setup, tmp_path: Path) -> None:
    """Whoever waits is told how far it is; others can read the pages; nothing is left over."""
    told: list[tuple[int, int]] = []
    with BackgroundViews(setup, makers=2) as views:
        for number in range(45):
            views.ask(*hand_in(tmp_path, f"s{number}"))
        views.finish(lambda done, total: told.append((done, total)))
        assert views.not_made == 0
    assert told[-1] == (45, 45)
    assert told == sorted(told)
    for number in range(45):
        assert f"s{number}" in view(setup, f"s{number}")
    folder = Path(setup.feedback) / "notebooks"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o644}
    assert len(list(folder.iterdir())) == 45


def test_asking_does_not_wait(setup: Setup, tmp_path: Path) -> None:
    """Grading goes on while no view is made yet; leaving early leaves pages that say so."""
    with BackgroundViews(setup) as views:
        for number in range(300):
            views.ask(*hand_in(tmp_path, f"s{number}"))
        assert views.left > 0
    assert views.not_made > 0
    folder = Path(setup.feedback) / "notebooks"
    assert len(list(folder.glob("*.html"))) == 300
    assert "The run was interrupted before this view was made." in view(setup, "s299")
    assert list(folder.glob(".*")) == []


def test_files_that_have_changed_are_not_shown(setup: Setup, tmp_path: Path) -> None:
    """What was not graded is not passed off as what was handed in."""
    with BackgroundViews(setup) as views:
        student, submission, hashes, language = hand_in(tmp_path, "ada")
        submission.sources[0].path.write_bytes(notebook(code("changed = 1")))
        views.ask(student, submission, hashes, language)
        views.finish(lambda *_: None)
        assert views.not_made == 1
    assert "changed = 1" not in view(setup, "ada")
    assert "The files have changed since they were graded" in view(setup, "ada")


def test_a_maker_that_dies_costs_one_view(setup: Setup, tmp_path: Path) -> None:
    """The view that it was making gets a page that says so; another maker makes the rest."""
    with BackgroundViews(setup) as views:
        for number in range(6):
            views.ask(*hand_in(tmp_path, f"s{number}"))
        os.kill(views._makers[0]._process.pid, signal.SIGKILL)
        views.finish(lambda *_: None)
        assert views.not_made == 1
    assert "That is our fault, not yours." in view(setup, "s0")
    assert "s5" in view(setup, "s5")


def test_without_makers_there_are_still_pages(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no maker can be started each view is a page that says so, and nothing is raised."""
    monkeypatch.setattr(background.sys, "executable", "/nowhere/python")
    with BackgroundViews(setup) as views:
        views.ask(*hand_in(tmp_path, "ada"))
        views.finish(lambda *_: None)
        assert (views.left, views.not_made) == (0, 1)
    assert "That is our fault, not yours." in view(setup, "ada")


def test_a_maker_that_hangs_is_ended(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run does not wait for ever."""
    monkeypatch.setattr(background, "_PATIENCE", 0.5)
    with BackgroundViews(setup) as views:
        for number in range(2):
            views.ask(*hand_in(tmp_path, f"s{number}"))
        os.kill(views._makers[0]._process.pid, signal.SIGSTOP)
        monkeypatch.setattr(background, "_MAX_LOSSES", 1)
        views.finish(lambda *_: None)
        assert views.not_made == 2
    assert "That is our fault, not yours." in view(setup, "s1")
