"""``grader export`` and ``grader feedback pack`` as an instructor types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.course import Assignment
from grader.gradebook import Gradebook
from grader.gradebook.attempts import HandedIn
from grader.intake.submissions import Person
from grader.outcome import Run
from tests.export.conftest import COURSE, GRADED
from tests.export.schema import problems
from tests.export.test_pack import results
from tests.report.conftest import Papers, paper  # noqa: F401  (a fixture)

CANVAS = b"Student,ID,SIS Login ID,Section,Vectors (71)\r\n    Points Possible,,,,5\r\n"
MOODLE = (
    b"Identifier,Full name,Grade,Maximum grade,Last modified (grade)\r\nParticipant 7,Ada,,5,-\r\n"
)
Command = Callable[..., Result]


@pytest.fixture
def book(tmp_path: Path, assignment: Assignment, paper: Papers) -> Path:  # noqa: F811
    """A gradebook with a graded student."""
    path = tmp_path / "gradebook.db"
    with Gradebook.open(path) as gradebook:
        ada = Person("ada", {"canvas": "11", "moodle": "7"}, full_name="Ada")
        ((identifier, _),) = gradebook.people.resolve([ada], assignment.name)
        gradebook.runs.seed(assignment.name, "seed")
        gradebook.runs.begin(
            assignment.name, Run("r1", "seed", ("cpu",), "0", "2", (), GRADED), "class"
        )
        handed_in = HandedIn((identifier,), {"normalize.ipynb": "0" * 64})
        (attempt,) = gradebook.attempts.enter(assignment.name, [handed_in])
        result = paper()
        made_of = {exercise.exercise: "" for exercise in result.exercises}
        gradebook.results.record("r1", attempt, result, made_of=made_of, scoring="", light=result)
    return path


@pytest.fixture
def command(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in an empty folder."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("GRADER_GRADEBOOK", str(book))
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: object) -> Result:
        return CliRunner().invoke(main, [*map(str, words), "--course", str(COURSE)])

    return run


def test_canvas_gets_a_copy_of_its_file(command: Command) -> None:
    """The differences are shown, the file that was downloaded stays as it is."""
    downloaded = CANVAS + b"Ada,11,a,S,\r\nEva,12,e,S,\r\n"
    Path("export.csv").write_bytes(downloaded)
    done = command("export", "canvas", "export.csv")
    assert done.exit_code == 0, done.output
    for words in ("Vectors (71)", "ada", "1 changed", "Eva"):
        assert words in done.output
    assert Path("export-filled.csv").read_bytes() == downloaded.replace(b"11,a,S,", b"11,a,S,1")
    assert Path("export.csv").read_bytes() == downloaded
    assert Path("export-filled.csv").stat().st_mode & 0o777 == 0o600


def test_a_dry_run_writes_nothing(command: Command) -> None:
    """It shows the same differences."""
    Path("w.csv").write_bytes(MOODLE)
    done = command("export", "moodle", "w.csv", "--dry-run")
    assert done.exit_code == 0, done.output
    assert "1 changed" in done.output
    assert [path.name for path in Path().iterdir()] == ["w.csv"]


def test_nothing_is_overwritten_unasked(command: Command) -> None:
    """A second export needs --overwrite; a link is never followed."""
    assert command("export", "csv").exit_code == 0
    again = command("export", "csv")
    assert again.exit_code == 2
    assert "--overwrite" in again.output
    assert command("export", "csv", "--overwrite").exit_code == 0
    Path("link.csv").symlink_to("grades.csv")
    assert command("export", "csv", "--overwrite", "--output", "link.csv").exit_code == 2


@pytest.mark.parametrize(
    ("form", "name", "words"),
    [
        ("csv", "grades.csv", "ada,Ada,"),
        ("json", "grades.json", '"state": "graded"'),
        ("junit", "grades.xml", 'name="test_b"'),
        ("nbgrader", "grades-nbgrader.csv", "vectors,,,ada,Ada,"),
        ("gradescope", "grades-gradescope.json", '"score": 1.0'),
    ],
)
def test_each_form_is_written(command: Command, form: str, name: str, words: str) -> None:
    """Under a name of its own, where no other is given."""
    done = command("export", form)
    assert done.exit_code == 0, done.output
    assert words in Path(name).read_text(encoding="utf-8")
    if form == "gradescope":
        assert problems(json.loads(Path(name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["canvas"], "which file is to be filled"),
        (["csv", "x.csv"], "no file is filled"),
        (["moodle", "absent.csv"], "cannot be read"),
        (["gradescope", "--student", "bob"], "no student 'bob'"),
        (["csv", "--gradebook", "absent.db"], "there is no gradebook here"),
        (["csv", "--output", "file/x.csv"], "cannot be written"),
    ],
)
def test_mistakes_are_explained(command: Command, words: list[str], said: str) -> None:
    """What is wrong with the command, in a sentence."""
    Path("file").touch()
    done = command("export", *words)
    assert done.exit_code == 2
    assert said in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_feedback_is_packed(command: Command, tmp_path: Path) -> None:
    """For Moodle as a zip, with the numbers of the worksheet; else as a tree."""
    folder = results(tmp_path / "results", "ada")
    Path("w.csv").write_bytes(MOODLE.replace(b"Participant 7", b"Participant 9"))
    done = command(
        "feedback", "pack", "--format", "moodle", "--results", folder, "--worksheet", "w.csv"
    )
    assert done.exit_code == 0, done.output
    names = zipfile.ZipFile("feedback-moodle.zip").namelist()
    assert names[0] == "Ada_9_assignsubmission_file_feedback.html"
    assert command("feedback", "pack", "--results", folder).exit_code == 0
    assert Path("feedback-folder/ada/feedback.html").is_file()
    assert command("feedback", "pack", "--results", folder).exit_code == 2


def test_help_needs_no_torch() -> None:
    """The commands' help comes at once."""
    code = "import sys; from grader.cli import main; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))
