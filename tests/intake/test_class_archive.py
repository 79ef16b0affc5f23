"""A class's zip: what students put into it never stops the class; what is damaged is told."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from grader.errors import IntakeError
from grader.intake import class_archive
from grader.intake.submissions import Contents, find_submissions

from .platforms import canvas, write_zip


def special(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o777) << 16
    return info


def read_all(path: Path) -> dict[str, Contents]:
    found = find_submissions(path).submissions
    return {item.student: item.read(file_mb=1) for item in found}


@pytest.mark.parametrize(
    "name",
    ["../eve/a.ipynb", "/eve/a.ipynb", "C:\\eve\\a.ipynb", "eve\\..\\..\\a.ipynb", "e" * 2000],
)
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    """Such a file is passed over and told; everybody else is read, and nothing is written."""
    path = write_zip(tmp_path / "class.zip", {"ada/a.ipynb": b"1", "bob/a.ipynb": b"2", name: b"x"})
    intake = find_submissions(path)
    assert [item.student for item in intake.submissions] == ["ada", "bob"]
    assert len(intake.unmatched) == 1
    assert "Not read" in intake.notes[0]
    assert os.listdir(tmp_path) == ["class.zip"]


def test_links_devices_and_large_files(tmp_path: Path) -> None:
    """They are their students' problem alone, as in a folder."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(special("ada/link.ipynb", stat.S_IFLNK), "/etc/passwd")
        archive.writestr(special("bob/pipe.ipynb", stat.S_IFIFO), "")
        archive.writestr("eve/bomb.ipynb", bytes(50 << 20))
        archive.writestr("zoe/a.ipynb", "1")
    read = read_all(path)
    assert {name: contents.files for name, contents in read.items()} == {
        "ada": {},
        "bob": {},
        "eve": {},
        "zoe": {"a.ipynb": b"1"},
    }
    assert read["ada"].problems["link.ipynb"][0] == "no_file"
    assert read["bob"].problems["pipe.ipynb"][0] == "no_file"
    assert read["eve"].problems["bomb.ipynb"][1]["megabytes"] == "50"


def test_students_zips_inside(tmp_path: Path) -> None:
    """A good one is read; damaged, hostile and huge ones are their students' problems."""
    good, bad, bomb = io.BytesIO(), b"PK\x03\x04 nothing", io.BytesIO()
    with zipfile.ZipFile(good, "w") as archive:
        archive.writestr("work/.ipynb_checkpoints/a.ipynb", "x")
        archive.writestr("work/a.ipynb", "1")
        archive.writestr("more.zip", "x")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../a.ipynb", bytes(1 << 20))
    tree = {"Ada": {"hw.zip": good.getvalue()}, "Bob": {"hw.zip": bad}}
    tree |= {"Eve": {"hw.zip": bomb.getvalue()}, "Max": {"hw.zip": bytes(300 << 20)}}
    read = read_all(write_zip(tmp_path / "class.zip", canvas(tree)))
    assert read["ada"].files == {"work/a.ipynb": b"1"}
    assert read["bob"].problems["hw.zip"][0] == "zip_damaged"
    assert read["eve"].problems["hw.zip"][0] == "zip_outside"
    assert read["max"].problems["hw.zip"][0] == "too_large"


def test_a_damaged_member(tmp_path: Path) -> None:
    """Bytes that were changed are found out, and are one student's problem."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ada/a.ipynb", "unmistakable")
        archive.writestr("bob/a.ipynb", "1")
    path.write_bytes(path.read_bytes().replace(b"unmistakable", b"unmistakeable"[:12]))
    read = read_all(path)
    assert read["ada"].problems["a.ipynb"][0] == "unreadable"
    assert read["bob"].files == {"a.ipynb": b"1"}


def test_a_damaged_zip(tmp_path: Path) -> None:
    """A download that was cut off is said to be that."""
    path = write_zip(tmp_path / "class.zip", {"ada/a.ipynb": b"1" * 5000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(IntakeError, match="no zip file") as caught:
        find_submissions(path)
    assert "again" in caught.value.hint


def test_an_encrypted_zip(tmp_path: Path) -> None:
    """With a password on everything there is nothing to grade, and that is said."""
    path = write_zip(tmp_path / "class.zip", {"ada/a.ipynb": b"1"})
    data = bytearray(path.read_bytes())
    start = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, start + 8, struct.unpack_from("<H", data, start + 8)[0] | 1)
    path.write_bytes(data)
    with pytest.raises(IntakeError, match="encrypted"):
        find_submissions(path)


@pytest.mark.parametrize(("limit", "value"), [("MAX_MEMBERS", 2), ("MAX_TOTAL", 10)])
def test_more_than_any_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    """An archive that is no class's download is refused at once."""
    monkeypatch.setattr(class_archive, limit, value)
    path = write_zip(tmp_path / "class.zip", {f"s{n}/a.ipynb": b"12345" for n in range(3)})
    with pytest.raises(IntakeError, match="class.zip"):
        find_submissions(path)


def test_a_zip_that_is_replaced(tmp_path: Path) -> None:
    """What is not there any more when its turn comes is a problem, not the end of the run."""
    path = write_zip(tmp_path / "class.zip", {"ada.ipynb": b"1", "bob.ipynb": b"2"})
    ada, bob = find_submissions(path).submissions
    path.unlink()
    assert ada.read(file_mb=1).problems["ada.ipynb"][0] == "unreadable"
    write_zip(path, {"ada.ipynb": b"3", "eve.ipynb": b"4"})
    assert ada.read(file_mb=1).files == {"ada.ipynb": b"3"}
    assert bob.read(file_mb=1).problems["bob.ipynb"][0] == "unreadable"


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    """UTF-8 that isn't marked as such is read as that; other bytes stay apart and readable."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("XXXXXX/a.ipynb", "1")
        archive.writestr("YYYY/a.ipynb", "2")
    data = path.read_bytes().replace(b"XXXXXX", "李明".encode())
    path.write_bytes(data.replace(b"YYYY", "李明".encode("gbk")))
    names = [item.student for item in find_submissions(path).submissions]
    assert "李明" in names
    assert len(set(names)) == 2


def test_an_empty_folder_in_a_zip(tmp_path: Path) -> None:
    """Somebody who handed nothing in is there all the same."""
    path = write_zip(tmp_path / "class.zip", {"ada/": b"", "bob/a.ipynb": b"1"})
    assert [item.student for item in find_submissions(path).submissions] == ["ada", "bob"]


def test_a_name_twice(tmp_path: Path) -> None:
    """The last one counts, as when the archive is unpacked."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ada/a.ipynb", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("ada/a.ipynb", "2")
    assert read_all(path)["ada"].files == {"a.ipynb": b"2"}
