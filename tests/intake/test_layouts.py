"""What each platform gives is recognised, in a folder and as a zip, and read the same in both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.cli.run import LAYOUTS as NAMED
from grader.errors import IntakeError, UsageError
from grader.intake.layouts import AUTO, LAYOUTS
from grader.intake.submissions import Intake, Submission, find_submissions
from grader.intake.times import moment

from .platforms import JUNK, Tree, canvas, gradescope, moodle, nbgrader, write_folder, write_zip

Write = Callable[[Mapping[str, bytes]], Path]
CLASS = {
    "Lovelace, Ada": {"sgd.ipynb": b"1", "train_1_2.ipynb": b"2"},
    "Étienne, Zoë": {"sgd.ipynb": b"3", "notes.pdf": b"x"},
    "李, 明": {"作业.ipynb": b"4"},
}


@pytest.fixture(params=["folder", "zip"])
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Write:
    """Puts a tree on disk, with junk, as a folder or as a zip."""

    def _write(tree: Mapping[str, bytes]) -> Path:
        if request.param == "folder":
            return write_folder(tmp_path / "class", {**tree, **JUNK})
        return write_zip(tmp_path / "class.zip", {**tree, **JUNK})

    return _write


def files(submission: Submission) -> dict[str, bytes]:
    contents = submission.read(file_mb=1)
    assert contents.problems == {}
    return contents.files


def by_student(intake: Intake) -> dict[str, Submission]:
    found = {item.student: item for item in intake.submissions}
    assert len(found) == len(intake.submissions)
    assert all(item.student == item.people[0].name for item in intake.submissions)
    return found


def test_the_options_are_the_table() -> None:
    """The command line offers each layout that there is."""
    assert sorted(NAMED) == sorted((AUTO, *LAYOUTS))


def test_canvas(write: Write) -> None:
    """Ids, late marks and files' own names are taken out of the names."""
    intake = find_submissions(write(canvas(CLASS, late=["Étienne, Zoë"])))
    assert (intake.layout, intake.unmatched, intake.notes) == ("canvas", (), ())
    found = by_student(intake)
    assert files(found["lovelaceada"]) == {"sgd.ipynb": b"1", "train_1_2.ipynb": b"2"}
    assert files(found["étiennezoë"]) == {"sgd.ipynb": b"3"}
    assert files(found["李明"]) == {"作业.ipynb": b"4"}
    assert found["lovelaceada"].people[0].ids == {"canvas": "101"}
    assert {name: item.late for name, item in found.items()} == {
        "lovelaceada": False,
        "étiennezoë": True,
        "李明": False,
    }
    assert found["lovelaceada"].origin == "5001,5002"
    assert found["lovelaceada"].handed_in is None


def test_canvas_anonymous(write: Write) -> None:
    """Whose it is stays unknown; the anonymous id leads back."""
    intake = find_submissions(write(canvas(CLASS, anonymous=True, late=["李, 明"])))
    found = by_student(intake)
    assert sorted(found) == ["anon_aB101", "anon_aB102", "anon_aB103"]
    assert found["anon_aB103"].people[0].ids == {"canvas-anonymous": "aB103"}
    assert [item.late for item in found.values()] == [False, False, True]


def test_canvas_text_and_reuploads(write: Write) -> None:
    """Both versions of a file are kept; a text alone is somebody who handed in no notebook."""
    tree = canvas(
        {
            "Doe, Jane": {"hw1.ipynb": b"1", "hw1-1.ipynb": b"2", "text.html": b"x"},
            "Smith, Jo": {"text.html": b"x"},
        }
    )
    found = by_student(find_submissions(write(tree)))
    assert files(found["doejane"]) == {"hw1.ipynb": b"1", "hw1-1.ipynb": b"2"}
    assert found["smithjo"].read(file_mb=1).passed_over == ["text.html"]


def test_canvas_marks_in_lower_case_and_files_of_one_name(write: Write) -> None:
    """A late mark may be written small; two attachments of one name are both there."""
    tree = {
        "doejane_late_1_11_hw.ipynb": b"1",
        "doejane_late_1_12_hw.ipynb": b"2",
        "rubric.pdf": b"x",
    }
    intake = find_submissions(write(tree))
    found = by_student(intake)
    assert found["doejane"].late
    assert files(found["doejane"]) == {"hw.ipynb": b"1", "hw (2).ipynb": b"2"}
    assert intake.unmatched == ("rubric.pdf",)


def test_canvas_namesakes(write: Write) -> None:
    """Two people of one name have their ids in it, so that neither is taken for the other."""
    tree = {"doejane_1_11_hw.ipynb": b"1", "doejane_2_12_hw.ipynb": b"2"}
    intake = find_submissions(write(tree))
    assert {name: files(item) for name, item in by_student(intake).items()} == {
        "doejane (1)": {"hw.ipynb": b"1"},
        "doejane (2)": {"hw.ipynb": b"2"},
    }
    assert any("2 people are called doejane" in note for note in intake.notes)


def test_canvas_ids_with_two_names(write: Write) -> None:
    """A name that ends in somebody's id does not get their work mixed up with its own."""
    tree = {"doejane_1_11_hw.ipynb": b"1", "mallory_1_1_9_12_hw.ipynb": b"2"}
    intake = find_submissions(write(tree))
    assert files(by_student(intake)["doejane"]) == {"hw.ipynb": b"1"}
    assert any("id 1 stands with several names" in note for note in intake.notes)


@pytest.mark.parametrize("variant", [{}, {"flat": True}, {"old": True}], ids=str)
def test_moodle(write: Write, variant: dict[str, bool]) -> None:
    """Folders, flat, and as before 4.1; what was typed into the browser is passed over."""
    students = {**CLASS, "Online, Only": {"onlinetext.html": b"x"}}
    intake = find_submissions(write(moodle(students, **variant)))
    assert (intake.layout, intake.unmatched, intake.notes) == ("moodle", (), ())
    found = by_student(intake)
    assert files(found["Lovelace, Ada"]) == {"sgd.ipynb": b"1", "train_1_2.ipynb": b"2"}
    assert found["李, 明"].people[0].ids == {"moodle": "303"}
    assert found["李, 明"].people[0].full_name == "李, 明"
    assert found["Online, Only"].read(file_mb=1).passed_over == ["onlinetext.html"]


@pytest.mark.parametrize("word", ["Participant", "Teilnehmer/in".replace("/", " "), "参与者"])
def test_moodle_blind_marking(write: Write, word: str) -> None:
    """All have one name, in the site's language; their numbers tell them apart."""
    intake = find_submissions(write(moodle(CLASS, blind=word)))
    assert sorted(by_student(intake)) == [f"{word} 301", f"{word} 302", f"{word} 303"]
    assert {item.people[0].full_name for item in intake.submissions} == {""}
    assert any("blind marking" in note for note in intake.notes)


def test_gradescope(write: Write) -> None:
    """Who, when, and which submission stands in the metadata; nobody's is passed over aloud."""
    tree = gradescope(
        {
            "Ada Lovelace": {"sgd.ipynb": b"1"},
            "Zoë Étienne & 李 明": {"work/sgd.ipynb": b"2"},
            "": {"sgd.ipynb": b"3"},
        }
    )
    tree["assignment_42_export/submission_1/sgd.ipynb"] = b"4"
    intake = find_submissions(write(tree))
    assert intake.layout == "gradescope"
    assert intake.unmatched == ("submission_1", "submission_7003")
    assert any("submission_7003" in note for note in intake.notes)
    found = by_student(intake)
    assert files(found["Zoë Étienne"]) == {"work/sgd.ipynb": b"2"}
    assert [who.name for who in found["Zoë Étienne"].people] == ["Zoë Étienne", "李 明"]
    assert intake.people == {"Ada Lovelace", "Zoë Étienne", "李 明"}
    ada = found["Ada Lovelace"]
    assert ada.people[0].ids == {"gradescope": "0adalovelace"}
    assert ada.people[0].email == "adalovelace@u.edu"
    assert ada.handed_in == datetime(2026, 11, 2, 18, 22, 34, 961421, tzinfo=UTC)
    assert (ada.origin, ada.late) == ("7001", None)


def test_gradescope_from_inside(tmp_path: Path) -> None:
    """The export's own folder may be named too."""
    write_folder(tmp_path, gradescope({"Ada Lovelace": {"sgd.ipynb": b"1"}}))
    intake = find_submissions(tmp_path / "assignment_42_export")
    assert [item.student for item in intake.submissions] == ["Ada Lovelace"]


HOSTILE_YAML = {
    "no YAML": b"a: [",
    "not UTF-8": b"\xff\xfe\xfa",
    "a tag": b"submission_1: !!python/object/apply:os.system ['true']\n",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "a list": b"- a\n- b\n",
    "aliases": b"a: &a [x, x]\n"
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 121)),
    "merges": b"submission_1: &a {:submitters: []}\nsubmission_2: {<<: [*a, *a]}\n",
    "unknown alias": b"submission_1: {:submitters: *a}\n",
    "empty": b"",
}


@pytest.mark.parametrize("data", HOSTILE_YAML.values(), ids=HOSTILE_YAML.keys())
def test_gradescope_hostile_metadata(tmp_path: Path, data: bytes) -> None:
    """Nothing in it is run or blown up; that there is nothing to grade is said."""
    place = write_folder(tmp_path, {"submission_metadata.yml": data, "submission_1/a.ipynb": b"1"})
    with pytest.raises(IntakeError):
        find_submissions(place)


def test_nbgrader(write: Write) -> None:
    """Students and times; other assignments' work is not asked for."""
    tree = nbgrader(CLASS) | nbgrader({"bob": {"x.ipynb": b"5"}}, assignment="hw2")
    intake = find_submissions(write(tree), assignment="hw1")
    assert (intake.layout, intake.unmatched, intake.notes) == ("nbgrader", (), ())
    found = by_student(intake)
    assert sorted(found) == ["Lovelace, Ada", "Étienne, Zoë", "李, 明"]
    assert files(found["李, 明"]) == {"作业.ipynb": b"4"}
    expected = datetime(2026, 11, 2, 23, 58, 23, 948203, tzinfo=UTC)
    assert found["李, 明"].handed_in == expected


def test_nbgrader_from_inside(tmp_path: Path) -> None:
    """The folder ``submitted`` may be named too, also where there are no times."""
    write_folder(tmp_path, nbgrader(CLASS, time=""))
    intake = find_submissions(tmp_path / "submitted")
    assert intake.layout == "nbgrader"
    assert {item.handed_in for item in intake.submissions} == {None}


def test_nbgrader_which_assignment(write: Write) -> None:
    """Several are named and the option told; a single one is taken, and its name said."""
    students = {"ada": {"sgd.ipynb": b"1"}}
    both = write(nbgrader(students) | nbgrader(students, assignment="hw2"))
    with pytest.raises(IntakeError, match="hw1, hw2") as caught:
        find_submissions(both, assignment="linear_regression")
    assert "--nbgrader-assignment" in caught.value.hint


def test_nbgrader_a_single_assignment_of_another_name(write: Write) -> None:
    """It is taken, and what it is called is said."""
    intake = find_submissions(write(nbgrader({"ada": {"a.ipynb": b"1"}})), assignment="sgd")
    assert len(intake.submissions) == 1
    assert "hw1" in intake.notes[0]


def test_nbgrader_a_time_that_is_none(write: Write) -> None:
    """An unknown form is told, and the work is graded."""
    intake = find_submissions(write(nbgrader({"ada": {"a.ipynb": b"1"}}, time="last Monday")))
    assert intake.submissions[0].handed_in is None
    assert "last Monday" in intake.notes[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2015-02-02 15:58:23.948203 America/Los_Angeles", (2015, 2, 2, 23, 58, 23, 948203)),
        ("2015-02-02 15:58:23.948203 UTC", (2015, 2, 2, 15, 58, 23, 948203)),
        ("2015-02-02 15:58:23 -0800", (2015, 2, 2, 23, 58, 23)),
        ("2018-07-02 10:22:34.961421000 Z", (2018, 7, 2, 10, 22, 34, 961421)),
        ("2018-07-02T10:22:34+02:00\n", (2018, 7, 2, 8, 22, 34)),
        ("20261102T201500", (2026, 11, 2, 20, 15)),
        ("2015-02-02 15:58:23 ../../etc/passwd", None),
        ("2015-02-02 15:58:23 Nowhere/Land", None),
        ("0001-01-01 00:00:00 +23:00", None),
        ("yesterday", None),
        ("", None),
        ("9" * 100_000, None),
    ],
)
def test_times(written: str, expected: tuple[int, ...] | None) -> None:
    """Platforms' ways to write a time are read; anything else is no time."""
    year, *rest = expected or (1,)
    assert moment(written) == (datetime(year, *rest, tzinfo=UTC) if expected else None)  # type: ignore[arg-type]


PATTERN = r"(?P<student>[^/]+)/(?P<time>\d{8}T\d{6})/.*\.ipynb"


def test_pattern_with_attempts(write: Write) -> None:
    """Several attempts of one student are submissions of one person, in their order."""
    tree = {
        "ada/20261103T080000/sgd.ipynb": b"2",
        "ada/20261102T080000/sgd.ipynb": b"1",
        "ada/20261102T080000/more/train.ipynb": b"x",
        "bob/late/sgd.ipynb": b"3",
    }
    intake = find_submissions(write(tree), pattern=PATTERN)
    assert intake.layout == "pattern"
    assert intake.unmatched == ("bob/late/sgd.ipynb",)
    first, second = intake.submissions
    assert first.people == second.people
    assert [len(files(first)), len(files(second))] == [2, 1]
    assert (first.handed_in, second.handed_in) == (
        datetime(2026, 11, 2, 8, tzinfo=UTC),
        datetime(2026, 11, 3, 8, tzinfo=UTC),
    )


def test_pattern_with_all_groups(write: Write) -> None:
    """Everything that a path says of a person is kept."""
    pattern = (
        r"(?P<full_name>[^,]+),(?P<email>[^,]+),(?P<student>[^,]+),(?P<id>\d+)/"
        r"(?P<late>late)?(?P<attempt>\d+)/.*"
    )
    tree = {"Ada L,a@u.edu,ada,77/late2/x.ipynb": b"1", "Ada L,a@u.edu,ada,77/10/x.ipynb": b"2"}
    intake = find_submissions(write(tree), pattern=pattern)
    second, tenth = intake.submissions
    assert (second.origin, second.late, tenth.origin, tenth.late) == ("2", True, "10", False)
    (who,) = tenth.people
    assert (who.name, who.full_name, who.email) == ("ada", "Ada L", "a@u.edu")
    assert who.ids == {"pattern": "77"}


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("(?P<student>", "not a regular"), (".*", "student"), ("(?P<student>.)(?P<who>.)", "who")],
)
def test_bad_patterns(tmp_path: Path, pattern: str, said: str) -> None:
    """What is wrong with a pattern is said, with an example of a right one."""
    write_folder(tmp_path, {"ada/a.ipynb": b"1"})
    with pytest.raises(UsageError, match=said) as caught:
        find_submissions(tmp_path, pattern=pattern)
    assert caught.value.hint


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    """A pattern needs no other layout, and the layout needs a pattern."""
    write_folder(tmp_path, {"ada/a.ipynb": b"1"})
    with pytest.raises(UsageError, match="--pattern"):
        find_submissions(tmp_path, layout="canvas", pattern=PATTERN)
    with pytest.raises(UsageError, match="pattern is missing"):
        find_submissions(tmp_path, layout="pattern")


def test_a_plain_folder_as_a_zip(write: Write) -> None:
    """Folders, zips and notebooks of students, the same in a folder and in a zip."""
    inner = write_zip(write({}).parent / "bob.zip", {"work/sgd.ipynb": b"2"}).read_bytes()
    tree: Tree = {
        "ada/hw 1/sgd.ipynb": b"1",
        "bob.zip": inner,
        "eve.ipynb": b"3",
        "grades.csv": b"",
    }
    intake = find_submissions(write(tree))
    assert (intake.layout, intake.unmatched) == ("folder", ("grades.csv",))
    found = {name: files(item) for name, item in by_student(intake).items()}
    assert found == {
        "ada": {"hw 1/sgd.ipynb": b"1"},
        "bob": {"work/sgd.ipynb": b"2"},
        "eve": {"eve.ipynb": b"3"},
    }


@pytest.mark.parametrize(
    ("tree", "layout"),
    [
        ({"ada/sgd.ipynb": b"1", "bob.ipynb": b"2"}, "folder"),
        (canvas({"ada": {"sgd.ipynb": b"1"}, "bob": {"a.ipynb": b"2"}}), "canvas"),
        (moodle({"ada": {"sgd.ipynb": b"1"}, "bob": {"a.ipynb": b"2"}}), "moodle"),
        (gradescope({"ada": {"sgd.ipynb": b"1"}, "bob": {"a.ipynb": b"2"}}), "gradescope"),
        (nbgrader({"ada": {"sgd.ipynb": b"1"}, "bob": {"a.ipynb": b"2"}}), "nbgrader"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_zip_of_the_folder_itself(tmp_path: Path, tree: Tree, layout: str) -> None:
    """A folder that was packed as a whole is looked into."""
    packed = {f"homework/{name}": data for name, data in tree.items()}
    intake = find_submissions(write_zip(tmp_path / "homework.zip", packed | JUNK))
    assert intake.layout == layout
    assert sorted(intake.people) == ["ada", "bob"]
    assert all(item.read(file_mb=1).files for item in intake.submissions)


def test_a_mixture_is_not_guessed(tmp_path: Path) -> None:
    """What looks like Canvas in part is told, with what was found; the instructor may decide."""
    tree = {"ada/a.ipynb": b"1", "bob/a.ipynb": b"2", "doejane_1_2_a.ipynb": b"3"}
    write_folder(tmp_path, tree)
    with pytest.raises(IntakeError, match="Canvas") as caught:
        find_submissions(tmp_path)
    assert "ada/" in str(caught.value)
    assert "--layout" in caught.value.hint
    assert len(find_submissions(tmp_path, layout="folder").submissions) == 3
    assert len(find_submissions(tmp_path, layout="canvas").submissions) == 1


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"folder", "pattern"}))
def test_a_layout_that_does_not_fit(tmp_path: Path, layout: str) -> None:
    """What was found and what was expected are both said."""
    write_folder(tmp_path, {"ada/a.ipynb": b"1", "bob.ipynb": b"2"})
    with pytest.raises(IntakeError) as caught:
        find_submissions(tmp_path, layout=layout)
    assert caught.value.hint


def test_no_such_layout(tmp_path: Path) -> None:
    """A misspelt layout is told from those that there are."""
    with pytest.raises(UsageError, match="no such layout"):
        find_submissions(tmp_path, layout="blackboard")
