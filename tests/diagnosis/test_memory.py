"""What is known of the known mistakes survives in files, and only for the tests that it is of."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from grader.batch.places import memory_folder
from grader.diagnosis.agreement import Pattern, distance
from grader.diagnosis.memory import Memory
from grader.exam.transcript import Numbers, Sample, Seen, Transcript


def _transcript(*numbers: float) -> Transcript:
    elements = np.array(numbers)
    values = {
        "tensor": Numbers((len(numbers), 1), "float32", elements),
        "list": Numbers((len(numbers),), None, elements),
        "sample": Sample(5000, np.sort(elements)),
        "number": math.inf,
        "word": "a column",
        "nothing": None,
    }
    return Transcript(seen=[Seen("close", values), Seen("raised", {"kind": "E", "message": "m"})])


def test_a_pattern_comes_back_as_it_was(tmp_path: Path) -> None:
    """To the last bit: a diagnosis does not depend on who found the pattern out."""
    pattern = Pattern(_transcript(1.0, 0.1, math.nan), _transcript(2.0, 1 / 3, 5.0), True)
    Memory(tmp_path / "new").keep("e", "program", "test", "cpu", value=pattern)
    is_kept, found = Memory(tmp_path / "new").find("e", "program", "test", "cpu")
    assert is_kept
    assert isinstance(found, Pattern)
    assert found.values_vary
    assert found.again is not None
    for before, after in ((pattern.first, found.first), (pattern.again, found.again)):
        assert before is not None
        assert distance(before, Pattern(after)) == 0
        for one, other in zip(before.seen, after.seen, strict=True):
            assert one.what == other.what
            assert list(one.values) == list(other.values)


@pytest.mark.parametrize("value", [None, True, False])
def test_plain_facts(tmp_path: Path, value: bool | None) -> None:
    """That a program has no pattern, or that chance plays a part."""
    memory = Memory(tmp_path)
    assert memory.find("e", "test", "cpu") == (False, None)
    memory.keep("e", "test", "cpu", value=value)
    assert memory.find("e", "test", "cpu") == (True, value)
    assert memory.find("e", "test", "cuda") == (False, None)


def test_what_can_not_be_read_is_not_known(tmp_path: Path) -> None:
    """A damaged file costs time, and nothing else; so does a place where nothing can be written."""
    memory = Memory(tmp_path / "kept")
    memory.keep("e", value=Pattern(_transcript(1.0)))
    [file] = (tmp_path / "kept").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    for damaged in (b"", b"\xc1", b"\x93\x01\x02", file.read_bytes()[:40]):
        file.write_bytes(damaged)
        assert memory.find("e") == (False, None)
    (tmp_path / "file").touch()
    nowhere = Memory(tmp_path / "file" / "below")
    nowhere.keep("e", value=True)
    assert nowhere.find("e") == (False, None)
    assert Memory(None).find("e") == (False, None)


def test_of_other_tests_nothing_is_kept(tmp_path: Path) -> None:
    """Another digest, another folder, and the former goes; other assignments' stay."""
    old = memory_folder(tmp_path, "one", "a" * 64)
    other = memory_folder(tmp_path, "two", "a" * 64)
    for folder in (old, other):
        Memory(folder).keep("e", value=True)
    assert memory_folder(tmp_path, "one", "a" * 64) == old
    assert old.is_dir()
    new = memory_folder(tmp_path, "one", "b" * 64)
    assert new != old
    assert not old.exists()
    assert other.is_dir()
