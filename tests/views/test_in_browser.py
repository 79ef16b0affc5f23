"""Views of hostile notebooks, opened in a real browser: nothing of them comes alive."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import COURSE
from .notebooks import HOSTILE, MARK, UNREADABLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTEBOOKS = (*HOSTILE.values(), *UNREADABLE.values())


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The views of a class of hostile notebooks, by the real command."""
    base = tmp_path_factory.mktemp("notebooks")
    for number, data in enumerate(NOTEBOOKS):
        folder = base / "class" / f"s{number}"
        folder.mkdir(parents=True)
        (folder / "work.ipynb").write_bytes(data)
        (folder / f"x<img src=x onerror={MARK}>.py").write_text("after = 1")
    out = base / "results"
    command = [sys.executable, "-m", "grader", "run", str(base / "class"), "--output", str(out)]
    done = subprocess.run(command, cwd=COURSE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out / "feedback" / "notebooks"


def test_notebooks_do_not_come_alive(views: Path, browser: Browser) -> None:
    """A hostile notebook runs nothing, loads nothing and leaves its place never, unfolded too."""
    pages = sorted(views.glob("*.html"))
    assert len(pages) == len(NOTEBOOKS)
    page = browser.new_page()
    requests: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: troubles.append(message.text))
    for path in pages:
        page.goto(path.as_uri())
        for summary in page.locator("summary").all():
            summary.click()
        page.keyboard.press("Tab")
        assert "caught" not in page.title(), path.name
        assert page.locator("script, iframe, form, svg, base, object, embed, input").count() == 0
        assert page.locator("h1").count() == 1
        assert page.get_by_role("link", name="Back to the feedback").first.is_visible()
        assert "after = 1" in page.inner_text("main"), "the next file is in its place"
        assert page.locator("main main, section section").count() == 0
    assert [url for url in requests if not url.startswith(("file://", "data:image/"))] == []
    assert troubles == []


def test_feedback_and_notebooks_link_to_each_other(views: Path, browser: Browser) -> None:
    """From the feedback to the notebooks, to a file in them, and back."""
    page = browser.new_page()
    feedback = views.parent / "s0.html"
    page.goto(feedback.as_uri())
    page.get_by_role("link", name="Your notebooks as you handed them in").click()
    assert page.url == (views / "s0.html").as_uri()
    page.get_by_role("link", name="work.ipynb").click()
    assert page.locator("section:target").count() == 1
    page.get_by_role("link", name="Back to the feedback").first.click()
    assert page.url == feedback.as_uri()
