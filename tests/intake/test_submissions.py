"""Folders, zips and single files become submissions; what can't be read is a problem, listed."""

from __future__ import annotations

import os
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest

from grader.errors import IntakeError, UsageError
from grader.intake.submissions import Contents, find_submissions


def write(path: Path, data: bytes = b"{}") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def read_one(folder: Path, **limits: int) -> Contents:
    (submission,) = find_submissions(folder).submissions
    return submission.read(file_mb=limits.get("file_mb", 1))


def test_a_folder_per_student(tmp_path: Path) -> None:
    """Notebooks and .py files of any name, also in folders below; other files are passed over."""
    write(tmp_path / "ada" / "hw 1" / "sgd (final).ipynb", b"1")
    write(tmp_path / "ada" / "more.py", b"2")
    write(tmp_path / "ada" / "notes.txt")
    write(tmp_path / "ada" / ".ipynb_checkpoints" / "sgd.ipynb")
    assert read_one(tmp_path).files == {"hw 1/sgd (final).ipynb": b"1", "more.py": b"2"}


def test_a_file_or_a_zip_per_student(tmp_path: Path) -> None:
    """A notebook, a .py file or a zip that is named after its student."""
    write(tmp_path / "ada.ipynb", b"1")
    write(tmp_path / "bob.py", b"2")
    with zipfile.ZipFile(tmp_path / "eve.zip", "w") as archive:
        archive.writestr("work/sgd.ipynb", "3")
        archive.writestr("__MACOSX/work/._sgd.ipynb", "x")
        archive.writestr("readme.txt", "x")
    found = find_submissions(tmp_path).submissions
    assert [item.student for item in found] == ["ada", "bob", "eve"]
    assert [item.read(file_mb=1).files for item in found] == [
        {"ada.ipynb": b"1"},
        {"bob.py": b"2"},
        {"work/sgd.ipynb": b"3"},
    ]


def test_a_student_without_notebooks_is_told_what_was_there(tmp_path: Path) -> None:
    """Other files, and zips that hold no notebook, are named; beside a notebook nobody asks."""
    write(tmp_path / "ada" / "notes.txt")
    with zipfile.ZipFile(tmp_path / "ada" / "scans.zip", "w") as archive:
        archive.writestr("page.png", "x")
    contents = read_one(tmp_path)
    assert contents.holds_no_notebook
    assert contents.passed_over == ["notes.txt", "scans.zip"]
    write(tmp_path / "ada" / "sgd.ipynb")
    assert not read_one(tmp_path).holds_no_notebook


def test_unmatched_files_are_listed(tmp_path: Path) -> None:
    """What is no submission is told, not guessed; junk is passed over silently."""
    write(tmp_path / "ada" / "a.ipynb")
    write(tmp_path / "grades.csv")
    write(tmp_path / ".DS_Store")
    assert find_submissions(tmp_path).unmatched == ("grades.csv",)


def test_no_such_folder(tmp_path: Path) -> None:
    """The message names the folder and says what to do."""
    with pytest.raises(UsageError, match="there is no such folder") as caught:
        find_submissions(tmp_path / "nowhere")
    assert "nowhere" in str(caught.value)
    assert caught.value.hint


def test_no_submissions(tmp_path: Path) -> None:
    """An empty folder, or one without submissions, is said to be that."""
    write(tmp_path / "grades.csv")
    with pytest.raises(IntakeError, match="grades.csv"):
        find_submissions(tmp_path)


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    """A class is a folder or a zip, not a single notebook."""
    path = write(tmp_path / "sgd.ipynb")
    with pytest.raises(UsageError, match="not a folder"):
        find_submissions(path)


def test_a_student_without_notebooks_is_a_submission(tmp_path: Path) -> None:
    """An empty folder is somebody who handed nothing in, not nobody."""
    (tmp_path / "ada").mkdir()
    assert read_one(tmp_path) == Contents()


def test_a_file_that_is_too_large_is_a_problem(tmp_path: Path) -> None:
    """A huge file is not read into memory; its size is told."""
    path = write(tmp_path / "ada" / "big.ipynb")
    os.truncate(path, 200 << 20)
    contents = read_one(tmp_path)
    assert contents.files == {}
    assert contents.problems["big.ipynb"] == (
        "too_large",
        {"file": "big.ipynb", "megabytes": "200", "limit": 1},
    )


def test_links_pipes_and_locked_files_are_problems(tmp_path: Path) -> None:
    """A link is not followed, a FIFO does not block, and the other files are read."""
    secret = write(tmp_path / "secret.txt", b"secret")
    folder = tmp_path / "subs" / "ada"
    write(folder / "good.ipynb", b"1")
    (folder / "link.ipynb").symlink_to(secret)
    (folder / "away").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.ipynb")
    contents = read_one(tmp_path / "subs")
    assert contents.files == {"good.ipynb": b"1"}
    assert set(contents.problems) == {"link.ipynb", "pipe.ipynb"}


def test_names_are_brought_to_one_normal_form(tmp_path: Path) -> None:
    """A name is the same on whatever system it was typed."""
    write(tmp_path / "Zoe\u0308" / "a.ipynb")
    (submission,) = find_submissions(tmp_path).submissions
    assert submission.student == "Zo\u00eb"


def test_names_in_two_normal_forms_are_two_students(tmp_path: Path) -> None:
    """Nobody's work is put among another's; the second gets a mark, and a note says so."""
    write(tmp_path / "Zoe\u0308" / "a.ipynb", b"1")
    write(tmp_path / "Zo\u00eb" / "a.ipynb", b"2")
    intake = find_submissions(tmp_path)
    found = {item.student: item.read(file_mb=1).files for item in intake.submissions}
    assert found == {"Zo\u00eb": {"a.ipynb": b"2"}, "Zo\u00eb (2)": {"a.ipynb": b"1"}}
    assert "Zo\u00eb (2)" in intake.notes[0]


def test_names_that_differ_in_case_are_two_students(tmp_path: Path) -> None:
    """Both keep their names, and a note says that there are two."""
    write(tmp_path / "Ada" / "a.ipynb")
    write(tmp_path / "ada.ipynb")
    intake = find_submissions(tmp_path)
    assert [item.student for item in intake.submissions] == ["Ada", "ada"]
    assert "Ada and ada" in intake.notes[0]


def test_files_of_one_name_are_all_read(tmp_path: Path) -> None:
    """What lies in a folder and in a zip beside it does not hide one another."""
    write(tmp_path / "ada" / "a.ipynb", b"1")
    make_zip(tmp_path / "ada.zip", ("a.ipynb", b"2"))
    make_zip(tmp_path / "ada" / "b.zip", ("a.ipynb", b"1"))
    assert read_one(tmp_path).files == {"a.ipynb": b"1", "a (2).ipynb": b"2"}


def test_folders_however_deep(tmp_path: Path) -> None:
    """A chain of folders that no path can name stops nobody's grading."""
    write(tmp_path / "ada" / "a.ipynb", b"1")
    here = os.open(tmp_path / "ada", os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        assert read_one(tmp_path).files == {"a.ipynb": b"1"}
    finally:  # pytest's own cleaning up is not so patient
        subprocess.run(["rm", "-rf", tmp_path / "ada"], check=True)


def make_zip(path: Path, *members: tuple[zipfile.ZipInfo | str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


HOSTILE = {
    "parent": ("../../evil.ipynb", b"x"),
    "absolute": ("/etc/evil.ipynb", b"x"),
    "windows": ("C:\\evil.ipynb", b"x"),
    "link": (link("evil.ipynb"), b"/etc/passwd"),
    "bomb": ("evil.ipynb", bytes(8 << 20)),
}


@pytest.mark.parametrize("member", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_archives_are_problems(
    tmp_path: Path, member: tuple[zipfile.ZipInfo | str, bytes]
) -> None:
    """Paths that lead out, links and bombs are refused; nothing is written anywhere."""
    make_zip(tmp_path / "s" / "eve.zip", member)
    contents = read_one(tmp_path / "s", file_mb=20)
    assert contents.files == {}
    assert set(contents.problems) == {"eve.zip"}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["eve.zip", "s"]


def test_a_damaged_zip_is_a_problem(tmp_path: Path) -> None:
    """Something that only bears the name of a zip."""
    write(tmp_path / "eve.zip", b"PK\x03\x04 nothing")
    assert read_one(tmp_path).problems["eve.zip"][0] == "zip_damaged"
