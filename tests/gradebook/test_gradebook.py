"""The gradebook keeps what it is given, whole or not at all, and never a 0 for "not known"."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import Assignment, load_assignment
from grader.errors import GradebookError
from grader.gradebook import Gradebook
from grader.gradebook.migrations import MIGRATIONS, migrate
from grader.outcome import (
    ExerciseResult,
    Failure,
    Outcome,
    Run,
    Status,
    SubmissionResult,
    TestResult,
    Text,
)

COURSE = Path(__file__).parent.parent / "courses" / "vectors"
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
RUN = Run("r1", "seed", ("cpu",), "0.1.0", "2.13.0", ("landlock",), NOW)


@pytest.fixture
def assignment() -> Assignment:
    return load_assignment(COURSE)


def paper(student: str = "ada", *, graded: bool = True) -> SubmissionResult:
    """A result with one passed and one failed, or not graded, test."""
    last = TestResult(
        "test_b",
        Text("It does b."),
        Outcome.FAILED if graded else Outcome.NOT_GRADED,
        {"cpu": Outcome.FAILED if graded else Outcome.NOT_GRADED},
        0.0 if graded else None,
        1.0,
        Failure(messages=(Text("{name} is wrong.", {"name": "w\u00e4"}),)),
    )
    first = TestResult("test_a", Text("A."), Outcome.PASSED, {"cpu": Outcome.PASSED}, 1.0, 1.0)
    status = Status.GRADED if graded else Status.NOT_GRADED
    score = 1.0 if graded else None
    exercise = ExerciseResult("sgd", Text("SGD"), status, score, 2.0, tests=(first, last))
    return SubmissionResult(student, status, score, 2.0, (exercise,))


def test_results_come_back_whole(tmp_path: Path, assignment: Assignment) -> None:
    """What was recorded is read again, also after closing, sorted by student."""
    path = tmp_path / "new" / "gradebook.db"
    with Gradebook.open(path) as gradebook:
        run = gradebook.begin_run(assignment, RUN)
        for name in ("Zo\u00eb", "ada", "'; DROP TABLE run; --"):
            gradebook.record(run, paper(name), {"sgd.ipynb": "00"})
        gradebook.finish_run(run, NOW)
    with Gradebook.open(path) as gradebook:
        expected = [paper(name) for name in ("'; DROP TABLE run; --", "Zo\u00eb", "ada")]
        assert gradebook.submissions("r1") == expected


def test_it_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """Grades are private."""
    path = tmp_path / "gradebook.db"
    Gradebook.open(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_not_graded_is_null(tmp_path: Path, assignment: Assignment) -> None:
    """A score that is not known is NULL in every table."""
    path = tmp_path / "gradebook.db"
    with Gradebook.open(path) as gradebook:
        gradebook.record(gradebook.begin_run(assignment, RUN), paper(graded=False), {})
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT score FROM result").fetchall() == [(None,)]
        assert connection.execute("SELECT score FROM exercise_result").fetchall() == [(None,)]
        assert connection.execute("SELECT score FROM test_result").fetchall() == [(1.0,), (None,)]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(paper(graded=False), score=0.0),
        replace(paper(), score=None),
        replace(paper(), score=3.0),
        replace(paper(), score=-1.0),
    ],
    ids=["not graded as 0", "graded without a score", "above the maximum", "negative"],
)
def test_impossible_results_are_refused_whole(
    tmp_path: Path, assignment: Assignment, wrong: SubmissionResult
) -> None:
    """The database itself refuses them, and nothing of them is left behind."""
    with Gradebook.open(tmp_path / "gradebook.db") as gradebook:
        run = gradebook.begin_run(assignment, RUN)
        with pytest.raises(GradebookError):
            gradebook.record(run, wrong, {})
        assert gradebook.submissions(run) == []
        gradebook.record(run, paper(), {})
        assert gradebook.submissions(run) == [paper()]


def test_one_result_per_student_and_run(tmp_path: Path, assignment: Assignment) -> None:
    """A submission can't be counted twice in a run."""
    with Gradebook.open(tmp_path / "gradebook.db") as gradebook:
        run = gradebook.begin_run(assignment, RUN)
        gradebook.record(run, paper(), {})
        with pytest.raises(GradebookError):
            gradebook.record(run, paper(), {})
        assert len(gradebook.submissions(run)) == 1


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_a_fresh_schema_equals_a_migrated_one() -> None:
    """Taking the steps one by one or all at once ends the same."""
    fresh, migrated = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    migrate(fresh)
    for target in range(1, len(MIGRATIONS) + 1):
        migrate(migrated, target=target)
    assert _schema(fresh) == _schema(migrated)
    fresh.close()
    migrated.close()


def test_other_files_are_refused_with_advice(tmp_path: Path) -> None:
    """A file that is no gradebook, and one of a newer grader, are left as they are."""
    other = tmp_path / "notes.txt"
    other.write_bytes(b"not a database, but long enough to be looked at" * 10)
    before = other.read_bytes()
    with pytest.raises(GradebookError, match="not a database") as caught:
        Gradebook.open(other)
    assert "--gradebook" in caught.value.hint
    assert other.read_bytes() == before
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(GradebookError, match="newer grader"):
        Gradebook.open(newer)


def test_a_place_that_can_not_be_written_to(tmp_path: Path) -> None:
    """A folder in place of a file is said to be that."""
    with pytest.raises(GradebookError, match="cannot be opened"):
        Gradebook.open(tmp_path)


def test_a_gradebook_that_is_in_use(
    tmp_path: Path, assignment: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second writer is told to wait."""
    monkeypatch.setattr("grader.gradebook.gradebook._BUSY_SECONDS", 0.1)
    path = tmp_path / "gradebook.db"
    with Gradebook.open(path) as gradebook:
        run = gradebook.begin_run(assignment, RUN)
        with sqlite3.connect(path, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(GradebookError, match="locked") as caught:
                gradebook.record(run, paper(), {})
    assert "wait" in caught.value.hint
