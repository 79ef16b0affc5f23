"""``grader gradebook`` as an instructor types it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.gradebook import Gradebook

ROOT = Path(__file__).parent.parent.parent
COURSE = ROOT / "tests" / "courses" / "vectors"
Command = Callable[..., Result]


@pytest.fixture
def command(term: Any, monkeypatch: pytest.MonkeyPatch) -> Command:
    """``command("show")``: grader gradebook show, in the course, on the term's gradebook."""
    monkeypatch.chdir(COURSE)
    monkeypatch.setenv("GRADER_GRADEBOOK", str(term.path))
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: object, answer: str = "") -> Result:
        given = ["gradebook", *map(str, arguments)]
        return CliRunner().invoke(main, given, input=answer, catch_exceptions=False)

    return run


@pytest.fixture
def ada(term: Any) -> int:
    """Ada's attempt, with 4 of 5 points."""
    attempt: int = term.hand_in("ada")
    term.mark(attempt, 4.0)
    return attempt


def test_show(command: Command, term: Any, ada: int) -> None:
    """A row for each student; a score that is not known is a dash and never 0."""
    term.mark(term.hand_in("bob"), None)
    term.hand_in("[red]eve\x1b[2J")
    done = command("show")
    assert done.exit_code == 0
    rows = {line.split()[0]: line for line in done.stdout.splitlines() if line.strip()}
    assert "graded" in rows["ada"]
    assert re.search(r"\b4\b.*\b4\b.*\b5\b", rows["ada"])
    assert re.search(r"–.*–.*not graded", rows["bob"])
    assert "[red]eve�[2J" in done.stdout
    only = command("show", "--student", "ada", "--assignment", "vectors")
    assert "bob" not in only.stdout


def test_show_for_scripts(command: Command, term: Any, ada: int) -> None:
    """--json says all, with null for what is not known."""
    term.mark(term.hand_in("bob"), None)
    command("comment", "ada", "Nice.", "--exercise", "normalize", "--author", "kim")
    document = json.loads(command("show", "--json").stdout)
    first, second = document["assignments"][0]["grades"]
    assert (first["student"], first["state"], first["score"]) == ("ada", "graded", 4.0)
    assert (second["state"], second["score"], second["raw"]) == ("not_graded", None, None)
    assert first["entries"][0]["text"] == "Nice."
    assert [item["score"] for item in first["exercises"]] == [2.0, 2.0]


def test_adjust(command: Command, ada: int) -> None:
    """The grade is told before and after, and so is the way back."""
    done = command("adjust", "ada", "-1.5", "--reason", "copied", "--author", "kim")
    assert done.exit_code == 0
    for words in ("was 4 of 5, and is 2.5 of 5", "-1.5 points by kim: copied", "next grader run"):
        assert words in done.stdout
    assert "more than the maximum" in command("adjust", "ada", "9", "--reason", "x").stdout
    done = command("withdraw", "1")
    assert "was 11.5 of 5, and is 13 of 5" in done.stdout
    assert "withdrawn before" in command("withdraw", "1").stderr


def test_an_adjustment_without_a_score_waits(command: Command, term: Any) -> None:
    """It is entered, and the command says why nothing changes."""
    term.mark(term.hand_in("bob"), None)
    done = command("adjust", "bob", "1", "--reason", "why")
    assert "stays: not graded (no score)" in done.stdout
    assert "as soon as there is a score" in done.stdout


def test_excuse(command: Command, ada: int) -> None:
    """Excused work has no score."""
    done = command("excuse", "ada", "--reason", "ill")
    assert "was 4 of 5, and is excused (no score)" in done.stdout


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2999-12-03", "2999-12-03T23:59:59+01:00"),
        ("2999-12-03T18:00", "2999-12-03T18:00:00+01:00"),
        ("2999-12-03 18:00:00Z", "2999-12-03T18:00:00+00:00"),
    ],
)
def test_extend(
    command: Command, term: Any, tmp_path: Path, written: str, read: str, ada: int
) -> None:
    """A date alone is the end of that day, in the zone of the assignment's due date."""
    course = _course_with_due(tmp_path)
    done = command("extend", "ada", written, "--reason", "ill", "--course", course)
    assert done.exit_code == 0, done.stderr
    (entry,) = term.gradebook.ledger.of("ada")
    assert entry.until.isoformat() == read


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("tomorrow", "this is no date"),
        ("2026-13-01", "this is no date"),
        ("2026-12-01", "is not after the student's due date"),
    ],
)
def test_dates_that_extend_nothing(
    command: Command, term: Any, tmp_path: Path, written: str, message: str, ada: int
) -> None:
    """They are refused with a way out."""
    course = _course_with_due(tmp_path)
    done = command("extend", "ada", written, "--reason", "ill", "--course", course)
    assert done.exit_code == 2
    assert message in done.stderr
    assert term.gradebook.ledger.of("ada") == []


def _course_with_due(folder: Path) -> Path:
    """The small course, due at the end of the first of December 2998."""
    import shutil

    course = folder / "course"
    shutil.copytree(COURSE, course)
    path = course / "solutions" / "vectors" / "assignment.toml"
    path.write_text(f"due = 2998-12-01T23:59:59+01:00\n{path.read_text('utf-8')}", "utf-8")
    return course


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("adjust", "adda", "1", "--reason", "x"), "Is it ada?"),
        (("adjust", "ada", "nan", "--reason", "x"), "no number of points"),
        (("adjust", "ada", "1", "--reason", " "), "needs a text"),
        (("comment", "ada", "x", "--exercise", "sgd"), "no exercise 'sgd'"),
        (("withdraw", "12"), "no entry 12"),
        (("withdraw", "0"), "0 is not in the range"),
        (("withdraw", "9" * 30), "not in the range"),
        (("history", "nobody"), "no such student"),
        (("show", "--assignment", "matrices"), "no assignment 'matrices'"),
        (("roster", "none.csv"), "cannot be read"),
    ],
    ids=str,
)
def test_mistakes_are_told(
    command: Command, term: Any, ada: int, arguments: tuple[str, ...], message: str
) -> None:
    """With exit code 2, and nothing is entered."""
    done = command(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert term.gradebook.ledger.of("ada") == []


def test_without_a_gradebook(command: Command, tmp_path: Path) -> None:
    """The message says where one comes from, and none is made."""
    path = tmp_path / "none.db"
    done = command("show", "--gradebook", path)
    assert done.exit_code == 2
    assert "no gradebook here" in done.stderr
    assert not path.exists()


def test_history(command: Command, term: Any, ada: int) -> None:
    """All that happened is listed in its order, what was replaced or withdrawn among it."""
    term.mark(ada, 3.0)
    term.mark(ada, 1.0, state="proposed")
    term.mark(term.hand_in("ada", "bob"), None)
    command("comment", "ada", "Two\nlines \x1b[31m", "--author", "kim")
    command("withdraw", "1")
    done = command("history", "ada")
    lines = [line.partition("vectors: ")[2] for line in done.stdout.splitlines()[1:]]
    told = [
        "attempt 1, 1 file",
        "attempt 1: 4 of 5, replaced since",
        "attempt 1: 3 of 5, counts now",
        "attempt 1: 1 of 5, waits to be accepted",
        "attempt 2, 1 file, together with bob",
        "attempt 2: not graded, counts now",
        "entry 1: a comment by kim: Two lines �[31m",
        "entry 1 withdrawn",
    ]
    assert [line[: len(start)] for line, start in zip(lines, told, strict=True)] == told


def test_roster(command: Command, term: Any, ada: int, tmp_path: Path) -> None:
    """A dry run shows what changes; then it does; a gradebook is made where there is none."""
    file = tmp_path / "class.csv"
    file.write_text("name,section,mood\nada,A,good\nzoe,B,bad\n")
    done = command("roster", file, "--dry-run")
    for words in ("zoe: new", "ada: enrolled, section (none) → A", "2 would change", "mood"):
        assert words in done.stdout
    assert not term.gradebook.people.find("ada").enrolled
    assert "2 changed" in command("roster", file).stdout
    assert "0 changed" in command("roster", file).stdout
    assert "zoe" in command("show").stdout
    path = tmp_path / "new" / "term.db"
    assert "2 would change" in command("roster", file, "--gradebook", path, "--dry-run").stdout
    assert not path.exists()
    assert command("roster", file, "--gradebook", path).exit_code == 0
    with Gradebook.open(path, new=False) as gradebook:
        assert [student.name for student in gradebook.people.all()] == ["ada", "zoe"]


def test_forget(command: Command, term: Any, ada: int, tmp_path: Path) -> None:
    """It asks before, and says what it can't reach; with --results the pages go too."""
    results = tmp_path / "results"
    pages = [
        results / place / "ada.html" for place in ("feedback", "feedback/notebooks", "instructor")
    ]
    for page in [*pages, results / "feedback" / "bob.html"]:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("page")
    backup = term.path.with_name("gradebook.db.schema-1.bak")
    backup.write_bytes(b"old")
    term.gradebook.close()
    assert command("forget", "ada", "--dry-run", "--results", results).exit_code == 0
    assert command("forget", "ada", "--results", results, answer="n\n").exit_code == 1
    assert command("forget", "ada", "--results", results).exit_code == 1
    assert all(page.exists() for page in pages)
    assert command("history", "ada").exit_code == 0
    done = command("forget", "ada", "--results", results, answer="y\n")
    assert done.exit_code == 0
    assert str(backup) in done.stdout.replace("\n", "")
    assert not any(page.exists() for page in pages)
    assert (results / "feedback" / "bob.html").exists()
    assert command("history", "ada").exit_code == 2


def test_pages_to_delete_by_hand_are_named(command: Command, term: Any) -> None:
    """As they are called in the folders, which is not always as the student is."""
    term.hand_in("Ada L.")
    term.gradebook.close()
    done = command("forget", "Ada L.", "--yes")
    assert "Ada~20.L..html" in done.stdout


def test_the_accepted_policy_holds(command: Command, term: Any, ada: int) -> None:
    """Grades are shown by the policy that was accepted, whatever assignment.toml says by now."""
    from dataclasses import replace

    term.mark(term.hand_in("ada"), 2.0)
    assert "2 of 2" in command("show").stdout
    term.gradebook.runs.set_policy(replace(term.assignment, counts="best"))
    assert "1 of 2" in command("show").stdout


def test_the_documentation_knows_all_commands() -> None:
    """Every command and option of the group is in docs/gradebook.md."""
    text = (ROOT / "docs" / "gradebook.md").read_text(encoding="utf-8")
    group = main.commands["gradebook"]
    for name, item in group.commands.items():  # type: ignore[attr-defined]
        assert f"grader gradebook {name}" in text, name
        for parameter in item.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option in text, (name, option)
