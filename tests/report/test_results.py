"""results.json and the results folder: stable, whole, and private."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import Assignment
from grader.errors import UsageError
from grader.outcome import Outcome, Run, SubmissionResult
from grader.report.folder import ResultsFolder
from grader.report.results import results_json
from grader.sandbox.provider import gaps

from .conftest import with_outcome

Papers = Callable[..., SubmissionResult]


def test_the_schema(assignment: Assignment, run: Run, paper: Papers) -> None:
    """The document has exactly the form that scripts rely on."""
    document = json.loads("".join(results_json(assignment, [paper("bo"), paper("ada")], run)))
    assert document["run"] == {
        "id": "r1",
        "seed": "secret-seed",
        "devices": ["cpu"],
        "grader": "0.1.0",
        "torch": "2.13.0",
        "sandbox": ["landlock"],
        "sandbox_gaps": [text.english() for text in gaps(("landlock",), gpu=False)],
        "started": "2026-11-24T18:00:00Z",
        "finished": "2026-11-24T18:00:00Z",
    }
    assert (document["schema"], document["assignment"]) == (1, "vectors")
    assert [item["student"] for item in document["submissions"]] == ["ada", "bo"]
    first = document["submissions"][0]
    assert {**first, "exercises": None} == {
        "student": "ada",
        "status": "graded",
        "score": 1.0,
        "max_score": 5.0,
        "notes": [],
        "exercises": None,
    }
    assert first["exercises"][0] == {
        "exercise": "normalize",
        "status": "graded",
        "score": 1.0,
        "max_score": 2.0,
        "file": "sgd.ipynb",
        "notes": ["`sgd` was taken for `{wanted}`: rename it."],
        "tests": [
            {
                "test": "test_a",
                "outcome": "passed",
                "devices": {"cpu": "passed"},
                "score": 1.0,
                "max_score": 1.0,
                "misconceptions": [],
                "message": "",
            },
            {
                "test": "test_b",
                "outcome": "failed",
                "devices": {"cpu": "failed"},
                "score": 0.0,
                "max_score": 1.0,
                "misconceptions": [],
                "message": "sgd has the wrong value.",
            },
        ],
    }


def test_unknown_scores_are_null(assignment: Assignment, run: Run, paper: Papers) -> None:
    """Not graded is null, from the test up to the submission."""
    result = with_outcome(paper(), Outcome.NOT_GRADED)
    [submission] = json.loads("".join(results_json(assignment, [result], run)))["submissions"]
    exercise = submission["exercises"][0]
    assert submission["score"] is None
    assert exercise["score"] is None
    assert [test["score"] for test in exercise["tests"]] == [1.0, None]


def test_scores_are_rounded(assignment: Assignment, run: Run, paper: Papers) -> None:
    """A third of a point has six digits, not sixteen."""
    result = replace(paper(), score=1 / 3)
    [submission] = json.loads("".join(results_json(assignment, [result], run)))["submissions"]
    assert submission["score"] == 0.333333


def test_what_is_written(tmp_path: Path, assignment: Assignment, run: Run, paper: Papers) -> None:
    """Pages for students can be read by others, the rest by its owner alone; no leftovers."""
    folder = ResultsFolder.create(tmp_path / "deep" / "results")
    page = folder.write_student(assignment, paper(), run, "en")
    folder.write_class(assignment, [paper()], run, "en", problems={})
    modes = {
        path.relative_to(folder.path).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in folder.path.rglob("*")
    }
    assert modes == {
        "feedback": 0o755,
        f"feedback/{page.name}": 0o644,
        "instructor": 0o700,
        f"instructor/{page.name}": 0o600,
        "index.html": 0o600,
        "results.json": 0o600,
    }
    overview = folder.index.read_text(encoding="utf-8")
    for address in (f"feedback/{page.name}", f"instructor/{page.name}"):
        assert f'href="{address}"' in overview


def test_pages_of_an_earlier_run_go(
    tmp_path: Path, assignment: Assignment, run: Run, paper: Papers
) -> None:
    """A second run into the folder leaves no page of students who are not in it, only theirs."""
    folder = ResultsFolder.create(tmp_path)
    folder.write_student(assignment, paper("gone"), run, "en")
    own = folder.feedback / "notes.html"
    own.write_text("<p>the instructor's own</p>")
    again = ResultsFolder.create(tmp_path)
    again.write_student(assignment, paper("ada"), run, "en")
    again.write_class(assignment, [paper("ada")], run, "en", problems={})
    assert sorted(path.name for path in again.feedback.iterdir()) == ["ada.html", "notes.html"]


def test_other_folders_are_not_touched(tmp_path: Path) -> None:
    """A folder that holds something else, or a file, is refused with the option's name."""
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(UsageError, match="--output"):
        ResultsFolder.create(tmp_path)
    with pytest.raises(UsageError, match="--output"):
        ResultsFolder.create(tmp_path / "thesis.tex")
    with pytest.raises(UsageError, match="--output"):
        ResultsFolder.create(tmp_path / "thesis.tex" / "deeper")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_link_in_place_of_a_page_is_replaced(
    tmp_path: Path, assignment: Assignment, run: Run, paper: Papers
) -> None:
    """Where somebody put a link, we write a file and leave alone what the link led to."""
    folder = ResultsFolder.create(tmp_path / "r")
    target = tmp_path / "target"
    target.write_text("kept")
    (folder.feedback / "ada.html").symlink_to(target)
    page = folder.write_student(assignment, paper(), run, "en")
    assert not page.is_symlink()
    assert target.read_text() == "kept"


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.EROFS, '-v "$PWD/results:'),
        (errno.EACCES, f"grader runs as user {os.geteuid()}"),
        (errno.EACCES, '--user "$(id -u):$(id -g)"'),
        (errno.ENOSPC, "--output"),
    ],
)
def test_a_folder_that_cannot_be_written_is_said(
    number: int, remedy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do about it, in a container too."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UsageError, match=os.strerror(number)) as raised:
        ResultsFolder.create(tmp_path / "results")
    assert remedy in raised.value.hint
