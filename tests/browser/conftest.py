"""A real Chromium for pages, and pages to open in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .site import LANGUAGES, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: what a browser does with the pages is not tested")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sites(examples_graded: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the example class, by language."""
    base = tmp_path_factory.mktemp("sites")
    return {name: write_pages(examples_graded, base / name, name) for name in LANGUAGES}
