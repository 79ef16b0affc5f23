"""Feedback pages packed for the platforms."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import ExportError
from grader.export.pack import Form, Pack, pack
from grader.grade import Grade, State, Student
from grader.report.folder import feedback_names
from tests.export.conftest import grade, student


def results(folder: Path, *names: str) -> Path:
    """A results folder with a page and a view for each student."""
    views = folder / "feedback" / "notebooks"
    views.mkdir(parents=True)
    for page in feedback_names(names).values():
        (views.parent / page).write_text(
            f'<p><a href="notebooks/{page}">Your notebooks</a></p>', encoding="utf-8"
        )
        (views / page).write_text(f'<a href="../{page}">Back</a>', encoding="utf-8")
    return folder


def packed(content: Pack) -> dict[str, str]:
    return {page.path: page.content().decode() for page in content.pages}


def test_a_folder_for_each_student(tmp_path: Path) -> None:
    """Page and view lie side by side, and link to each other; who has no page is listed."""
    grades = [grade("ada", 1.0), grade("eva", None, State.OPEN)]
    content = pack(results(tmp_path, "ada"), grades, "folder")
    assert packed(content) == {
        "ada/feedback.html": '<p><a href="notebooks.html">Your notebooks</a></p>',
        "ada/notebooks.html": '<a href="feedback.html">Back</a>',
    }
    assert content.without_page == ("eva",)
    content.write_tree(tmp_path / "pack")
    assert (tmp_path / "pack" / "ada" / "feedback.html").is_file()


def test_names_that_differ_in_capitals_alone(tmp_path: Path) -> None:
    """Each of two students gets their own page, under names that no file system takes for one."""
    content = pack(
        results(tmp_path, "Ada", "ada"), [grade("Ada", 1.0), grade("ada", 1.0)], "folder"
    )
    assert content.without_page == ()
    assert len(content.pages) == 4
    assert len({page.path.casefold() for page in content.pages}) == 4
    assert len({page.source for page in content.pages}) == 4


def test_moodle_gets_its_names(tmp_path: Path) -> None:
    """Full name, number, plug-in and file name between underscores, which no name may hold; who
    has no number there is listed."""
    ada = student("ada", full_name="Ada_Love/lace", ids={"moodle": "101"})
    grades = [grade(ada, 1.0), grade("bob", 1.0)]
    content = pack(results(tmp_path, "ada", "bob"), grades, "moodle")
    page, view = (
        f"Ada Love lace_101_assignsubmission_file_{name}.html" for name in ("feedback", "notebooks")
    )
    assert packed(content) == {
        page: f'<p><a href="{view}">Your notebooks</a></p>',
        view: f'<a href="{page}">Back</a>',
    }
    assert content.unnamed == ("bob",)


def test_moodle_numbers_of_a_worksheet_come_first(tmp_path: Path) -> None:
    """A student's number is another one in every assignment."""
    ada = grade(student("ada", ids={"moodle": "101"}), 1.0)
    folder = results(tmp_path, "ada")
    names = list(packed(pack(folder, [ada], "moodle", participants={"ada": "7"})))
    assert names[0].startswith("ada_7_")
    assert pack(folder, [ada], "moodle", participants={}).unnamed == ("ada",)


def test_nbgrader_gets_its_tree(tmp_path: Path) -> None:
    """A page for each notebook, under nbgrader's names, without a link to what is not there."""
    ada = grade(student("ada", ids={"nbgrader": "al1815"}), 1.0)
    assert ada.attempt is not None
    files = {"work/sgd.ipynb": "1", "train.IPYNB": "2", "notes.txt": "3"}
    ada = replace(ada, attempt=replace(ada.attempt, files=files))
    content = pack(results(tmp_path, "ada"), [ada], "nbgrader", folder="ps1")
    assert packed(content) == {
        "feedback/al1815/ps1/sgd.html": "<p>Your notebooks</p>",
        "feedback/al1815/ps1/train.html": "<p>Your notebooks</p>",
    }


@pytest.mark.parametrize("form", ["folder", "moodle", "nbgrader"])
@pytest.mark.parametrize(
    "name", ["../../etc", "/abs", "..", "a\\..\\b", "C:\\x", "~root", "a\x00b"]
)
def test_no_name_leads_out_of_the_pack(tmp_path: Path, form: Form, name: str) -> None:
    """Whatever a student or a file is called."""
    who = Student(name, full_name=name, ids={"moodle": "7", "nbgrader": name})
    evil: Grade = grade(who, 1.0)
    assert evil.attempt is not None
    files = {f"{name}.ipynb": "1", "../../x.ipynb": "2"}
    evil = replace(evil, attempt=replace(evil.attempt, files=files))
    content = pack(results(tmp_path, name), [evil], form, folder=name)
    assert content.pages
    target = tmp_path / "pack"
    content.write_tree(target)
    for page in content.pages:
        assert (target / page.path).resolve().is_relative_to(target.resolve())
        assert not {"..", "."} & set(page.path.split("/"))
        assert "\\" not in page.path


def test_the_same_pages_make_the_same_zip(tmp_path: Path) -> None:
    """Byte for byte, in whatever order the grades come."""
    folder = results(tmp_path, "ada", "bob")
    grades = [grade("ada", 1.0), grade("bob", 1.0)]
    zips = []
    for order in (grades, grades[::-1]):
        file = io.BytesIO()
        pack(folder, order, "folder").write_zip(file)
        zips.append(file.getvalue())
    assert zips[0] == zips[1]
    with zipfile.ZipFile(io.BytesIO(zips[0])) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "ada/feedback.html"


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    """The error says which folder is meant."""
    with pytest.raises(ExportError, match="no feedback pages"):
        pack(tmp_path, [], "folder")
