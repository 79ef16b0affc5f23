"""Who handed in the same bytes is noted, and nobody else."""

from __future__ import annotations

from grader.intake.duplicates import duplicates

SAME, STUB = "a" * 64, "b" * 64
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_same_bytes() -> None:
    """Names of files don't matter; several files that the same people share are one sentence."""
    found = duplicates(
        {
            "smithjo": {"b.ipynb": SAME, "c.ipynb": "c" * 64},
            "doejane": {"a.ipynb": SAME, "c.ipynb": "c" * 64},
            "eve": {"a.ipynb": "d" * 64},
        }
    )
    assert found == ("doejane and smithjo handed in the same bytes (a.ipynb and c.ipynb)",)


def test_what_is_no_duplicate() -> None:
    """A stub, an empty file, and what one student hands in twice are no reason to look."""
    handed_in = {
        "ada": {"a": STUB, "b": EMPTY, "c": SAME, "d": SAME},
        "bob": {"a": STUB, "b": EMPTY},
    }
    assert duplicates(handed_in, ignore={STUB}) == ()


def test_many_people() -> None:
    """The first are named and the others counted."""
    (note,) = duplicates({f"s{number}": {"a": SAME} for number in range(9)})
    assert note == "s0, s1, s2, s3 and 5 more handed in the same bytes (a)"
