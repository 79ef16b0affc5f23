"""Pages to open in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from .site import LANGUAGES, write_pages


@pytest.fixture(scope="session")
def sites(examples_graded: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the example class, by language."""
    base = tmp_path_factory.mktemp("sites")
    return {name: write_pages(examples_graded, base / name, name) for name in LANGUAGES}
