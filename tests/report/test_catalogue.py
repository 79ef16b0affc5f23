"""No text of ours is left untranslated, and what is compiled is what was translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.build.catalogue import catalogues, main, texts, untranslated, updated
from grader.build.translations import compiled
from grader.exam.notes import NOTES
from grader.report.words import OUTCOMES, STATUSES


@pytest.mark.parametrize("path", list(catalogues()), ids=lambda path: path.parts[-3])
def test_every_text_is_translated(path: Path) -> None:
    """A catalogue has a translation for each text; after changes: make catalogue."""
    assert untranslated(path) == []
    assert path.read_text(encoding="utf-8") == updated(path)
    assert path.with_suffix(".mo").read_bytes() == compiled(path)


def test_texts_are_found() -> None:
    """Notes, words and sentences of templates are all collected."""
    found = texts()
    for note in NOTES.values():
        assert note.template in found
    for word in (*OUTCOMES.values(), *STATUSES.values()):
        assert word.word.template in found
    for sentence in (
        "Try again",
        "The function leaves something changed behind: {names}.",
        "the result",
    ):
        assert sentence in found


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command it says which there are."""
    assert main([]) == 2
    assert "update|compile" in capsys.readouterr().err
