"""Runs as an instructor repeats them week after week, by the command, on the small course."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.a_class import VECTORS, Class


@pytest.fixture
def class_(tmp_path: Path) -> Class:
    """Two students have handed in; nothing has been graded."""
    return _class_of_two(tmp_path)


@pytest.fixture(scope="module")
def graded_once(tmp_path_factory: pytest.TempPathFactory) -> Class:
    made = _class_of_two(tmp_path_factory.mktemp("graded"))
    done = made.run()
    assert "2 to be graded" in done.stdout
    assert done.returncode == 0
    return made


@pytest.fixture
def graded(tmp_path: Path, graded_once: Class) -> Class:
    """The same two, graded: a copy that a test may do anything with."""
    return Class(tmp_path, like=graded_once)


def _class_of_two(place: Path) -> Class:
    made = Class(place)
    made.hand_in("ada", "right")
    made.hand_in("bob", "wrong")
    return made


def test_what_has_not_changed_is_not_graded_again(graded: Class) -> None:
    """The second run grades nobody and leaves all files alone; then only a new hand-in."""
    before = {p: p.read_bytes() for p in graded.results.rglob("*.html")}
    again = graded.run()
    assert again.returncode == 0
    assert "2 up to date" in again.stdout
    assert "Grading on" not in again.stdout
    assert {p: p.read_bytes() for p in graded.results.rglob("*.html")} == before
    graded.hand_in("bob", "unfinished")
    third = graded.run()
    assert "1 to be graded; 1 up to date" in third.stdout
    assert graded.scores() == {"ada": 5.0, "bob": 0.0}
    assert "Attempt 2 of 2 counts" in (graded.results / "feedback" / "bob.html").read_text("utf-8")


def test_what_matters_is_graded_again_by_exercise(graded: Class) -> None:
    """A new hidden test of one exercise lets that exercise alone be graded again."""
    graded.add_test("normalize", 'def test_more(student):\n    """More."""\n')
    graded.run("--yes")
    counts = graded.ask("SELECT exercise, count(*) FROM grading GROUP BY exercise ORDER BY 1")
    assert counts == [("normalize", 4), ("running_mean", 2)]


def test_prose_and_titles_are_no_reason_to_grade(graded: Class) -> None:
    """What students read, and the titles, can be mended without grading anybody again."""
    source = graded.course / "solutions" / "vectors" / "normalize.py"
    source.write_text(source.read_text("utf-8").replace("# # ", "# # Mended: ", 1), "utf-8")
    graded.setting('title = "Length one"', 'title = "Length of one"')
    done = graded.run()
    assert "to be graded" not in done.stdout
    assert done.returncode == 0
    assert "Length of one" in (graded.results / "feedback" / "ada.html").read_text("utf-8")


def test_a_grade_changes_only_on_agreement(graded: Class) -> None:
    """Whose grade would change, by how much and why is shown; without a yes the former one stays,
    and nothing is graded a second time for the yes."""
    before = graded.scores()
    graded.add_test("normalize", 'def test_no(student):\n    """No."""\n')
    done = graded.run()
    assert done.returncode == 3
    assert "would change" in done.stdout
    assert "normalize::test_no (new, passed)" in done.stdout
    assert "--yes" in done.stdout
    assert graded.scores() == before
    agreed = graded.run("--yes")
    assert agreed.returncode == 0
    assert "2 up to date" in agreed.stdout
    assert graded.scores() != before
    history = graded.grader("gradebook", "history", "bob").stdout
    assert history.count("attempt 1:") == 2


def test_points_are_scored_anew_without_running_code(graded: Class) -> None:
    """Other points: no code runs, the change is shown with its reason."""
    graded.setting("points = 2", "points = 4")
    done = graded.run("--yes")
    assert "2 to be scored anew" in done.stdout
    assert "Grading on" not in done.stdout
    assert "points of normalize" in done.stdout
    assert graded.scores()["ada"] == 7.0
    assert "7 of 7 points" in (graded.results / "feedback" / "ada.html").read_text("utf-8")


def test_a_policy_counts_when_it_is_agreed_to(class_: Class) -> None:
    """A new late policy is shown as a change of grades and holds only after a yes."""
    tree = class_.submissions / "submitted" / "eve" / "vectors"
    shutil.copytree(VECTORS / "submissions" / "right", tree)
    (tree / "timestamp.txt").write_text("2026-11-02 12:00:00 UTC", "utf-8")
    for student in ("ada", "bob"):
        shutil.rmtree(class_.submissions / student)
    class_.setting('title = "Vectors"', 'title = "Vectors"\ndue = 2026-11-01T12:00:00Z')
    assert class_.run().returncode == 0
    assert class_.document()["submissions"][0]["grade"]["score"] == 5.0
    class_.setting("[exercises.normalize]", "[late]\npenalty = 0.1\n\n[exercises.normalize]")
    done = class_.run()
    assert done.returncode == 3
    assert "the policy in assignment.toml" in done.stdout
    assert class_.document()["submissions"][0]["grade"]["score"] == 5.0
    assert class_.run("--yes").returncode == 0
    assert class_.document()["submissions"][0]["grade"] == {
        "state": "graded",
        "score": 4.5,
        "penalty": 0.5,
        "adjustment": 0.0,
        "attempt": 1,
        "attempts": 1,
        "handed_in": "2026-11-02T12:00:00Z",
    }
    page = (class_.results / "feedback" / "eve.html").read_text("utf-8")
    assert "1 d 0 h after the due date" in page


def test_adjustments_and_comments_survive_regrading(graded: Class) -> None:
    """What was entered by hand is on the page and stays there when all is graded again."""
    graded.grader("gradebook", "adjust", "bob", "1.5", "--reason", "asked a good question")
    graded.grader("gradebook", "comment", "bob", "Come to the office hour.")
    graded.run()
    first = graded.document()["submissions"][1]["grade"]
    assert first["adjustment"] == 1.5
    graded.run("--force", "--yes")
    assert graded.document()["submissions"][1]["grade"] == first
    page = (graded.results / "feedback" / "bob.html").read_text("utf-8")
    assert "asked a good question" in page
    assert "Come to the office hour." in page


def test_only_some_are_graded_on_request(graded: Class) -> None:
    """--only and --exercise grade a part; the class page still shows all."""
    done = graded.run("--force", "--only", "bob", "--exercise", "normalize")
    assert "1 to be graded; 1 left alone" in done.stdout
    assert set(graded.scores()) == {"ada", "bob"}
    counts = graded.ask("SELECT exercise, count(*) FROM grading GROUP BY exercise ORDER BY 1")
    assert counts == [("normalize", 3), ("running_mean", 2)]
    mistyped = graded.run("--only", "bbo")
    assert mistyped.returncode == 2
    assert "bob" in mistyped.stderr


def test_a_dry_run_writes_nothing(class_: Class) -> None:
    """--dry-run says what would be graded; there is no file afterwards."""
    done = class_.run("--dry-run")
    assert "2 to be graded" in done.stdout
    assert not class_.results.exists()


def test_a_replay_gives_the_same(graded: Class) -> None:
    """grader replay runs a graded exercise again: the same outcomes; other files are refused."""
    done = graded.grader("replay", "bob", "normalize")
    assert done.returncode == 0
    assert graded.document()["run"]["seed"] in done.stdout
    failed = [
        test["test"]
        for item in graded.document()["submissions"][1]["exercises"][:1]
        for test in item["tests"]
        if test["outcome"] == "failed"
    ]
    assert failed
    assert f"{failed[0]}: failed" in done.stdout
    graded.hand_in("bob", "right")
    other = graded.grader("replay", "bob", "normalize", "--submissions", graded.submissions)
    assert other.returncode == 2
    assert "that were graded are not here" in other.stderr


def test_a_replay_finds_what_a_pattern_found(class_: Class) -> None:
    """Where only --pattern tells how the submissions lie, a replay takes it too."""
    for student, like in (("ada", "right"), ("bob", "wrong")):
        shutil.rmtree(class_.submissions / student)
        for path in (VECTORS / "submissions" / like).iterdir():
            folder = class_.submissions / path.stem / "week1"
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / f"{student}.ipynb")
    pattern = ("--pattern", r"[^/]+/week1/(?P<student>[^/]+)\.ipynb")
    assert class_.run(*pattern).returncode == 0
    assert set(class_.scores()) == {"ada", "bob"}
    lost = class_.grader("replay", "bob", "normalize")
    assert lost.returncode == 2
    assert "--pattern" in lost.stderr
    found = class_.grader("replay", "bob", "normalize", *pattern)
    assert found.returncode == 0, found.stderr


def test_two_runs_at_once_are_told_apart(class_: Class) -> None:
    """A second run on one gradebook ends at once and says who uses it."""
    first = subprocess.Popen(class_.command(), cwd=class_.course, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    for line in first.stdout:
        if "Grading on" in line:
            break
    second = class_.run()
    first.communicate(timeout=120)
    assert second.returncode == 2
    assert f"process {first.pid}" in second.stderr
    assert class_.scores() == {"ada": 5.0, "bob": 1.4}


def test_a_group_has_one_paper_and_a_page_each(class_: Class) -> None:
    """Group work of a Gradescope download is graded once; each member has the grade and a page."""
    from tests.intake import platforms

    files = {p.name: p.read_bytes() for p in (VECTORS / "submissions" / "right").iterdir()}
    tree = platforms.gradescope({"Ada Love & Bob Stone": files})
    download = class_.place / "download.zip"
    platforms.write_zip(download, tree)
    class_.submissions = download
    done = class_.run()
    assert done.returncode == 0
    assert set(class_.scores().values()) == {5.0}
    assert len(class_.scores()) == 2
    assert class_.ask("SELECT count(*) FROM attempt") == [(1,)]
    assert len(list((class_.results / "feedback").glob("*.html"))) == 2


def test_what_is_worth_a_look_is_said(graded: Class) -> None:
    """Who handed in the same bytes, and who of the roster nothing, stands on the overview too."""
    graded.hand_in("eve", "right")
    roster = graded.place / "class.csv"
    roster.write_text("name\nada\nbob\neve\nzoe\n", "utf-8")
    graded.grader("gradebook", "roster", roster)
    done = graded.run()
    page = (graded.results / "index.html").read_text("utf-8")
    for said in ("ada and eve handed in the same bytes", "nothing handed in yet: zoe."):
        assert said in done.stdout
        assert said in page


def test_watching_grades_what_arrives(class_: Class) -> None:
    """grader watch grades what is there, then what comes; Ctrl-C ends it with 0."""
    command = [sys.executable, "-m", "grader", "watch", str(class_.submissions), "--output"]
    command += [str(class_.results), "--every", "0.2", "--jobs", "1"]
    process = subprocess.Popen(
        command,
        cwd=class_.course,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    lines = _lines(process)
    assert any("2 submissions up to date" in line for line in lines)
    class_.hand_in("eve", "right")
    assert any("3 submissions up to date" in line for line in lines)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert class_.scores() == {"ada": 5.0, "bob": 1.4, "eve": 5.0}


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    return iter(process.stdout.readline, "")


def _settled(class_: Class) -> tuple[Any, ...]:
    """All that a run leaves behind, but for ids and times."""
    document = class_.document()
    document.pop("run")
    pages = sorted(p.name for p in (class_.results / "feedback").glob("*.html"))
    views = sorted(p.name for p in (class_.results / "feedback" / "notebooks").glob("*"))
    current = class_.ask("SELECT count(*) FROM result WHERE state = 'current'")
    attempts = class_.ask("SELECT count(*) FROM attempt")
    students = class_.ask("SELECT name FROM student ORDER BY name")
    return document, pages, views, current, attempts, students


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    """kill -9 of the run or of one of its processes at a hundred moments: the next run goes on, and
    what it leaves is that of an undisturbed run."""
    _kill_and_go_on(tmp_path, kills=100)


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    """As above, in short."""
    _kill_and_go_on(tmp_path, kills=2)


def _kill_and_go_on(place: Path, *, kills: int) -> None:
    """Kill runs at moments that wander from start to end, with whatever process is alive."""
    (place / "calm").mkdir()
    (place / "wild").mkdir()
    calm, wild = Class(place / "calm"), Class(place / "wild")
    for class_ in (calm, wild):
        for number in range(6):
            class_.hand_in(f"s{number}", ("right", "wrong", "unfinished")[number % 3])
    begun = time.monotonic()
    assert calm.run("--seed", "kills").returncode == 0
    whole = time.monotonic() - begun
    for number in range(kills):
        process = subprocess.Popen(
            wild.command("--seed", "kills"),
            cwd=wild.course,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(whole * ((number * 0.618) % 1.0))
        family = _family(process.pid)
        victim = family[number % len(family)] if family and number % 2 else process.pid
        _kill(victim)
        if victim != process.pid:
            process.wait(timeout=300)
        _kill(process.pid)
        process.wait(timeout=60)
        if number % 10 == 9:  # from the beginning again
            shutil.rmtree(wild.results, ignore_errors=True)
    done = wild.run("--seed", "kills")
    assert done.returncode == 0, done.stderr
    assert _settled(wild) == _settled(calm)
    with sqlite3.connect(wild.results / "gradebook.db") as gradebook:
        assert gradebook.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert gradebook.execute("PRAGMA foreign_key_check").fetchall() == []


def _family(pid: int) -> list[int]:
    """The processes below a process, deepest last."""
    found = []
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    for child in children:
        found += [int(child), *_family(int(child))]
    return found


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_what_known_mistakes_do_is_found_out_once(graded: Class) -> None:
    """A later run takes it from files for the instructor alone, and names the same mistakes; with
    another seed it is found out anew, and nothing old is left."""
    place = graded.results / "instructor" / "known-mistakes"
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}
    assert before
    mistakes = graded.document()["submissions"]
    assert graded.run("--force").returncode == 0
    assert graded.document()["submissions"] == mistakes
    after = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}
    assert after == before
    assert graded.run("--seed", "another").returncode in (0, 3)
    assert len(list(place.iterdir())) == 1
    assert not before.keys() & set(place.rglob("*"))
