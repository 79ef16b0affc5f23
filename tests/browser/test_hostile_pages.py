"""Pages made from hostile submissions, opened in a real browser: nothing of them comes alive."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VECTORS = Path(__file__).parent.parent / "courses" / "vectors"
MARK = "document.title='caught'"
HOSTILE = (
    f"<script>{MARK}</script>",
    f'<img src="http://127.0.0.1:9/x.png" onerror="{MARK}">',
    f'<svg><animate onbegin="{MARK}" attributeName="x" dur="1s"/></svg>',
    f'"><iframe srcdoc="<script>parent.{MARK}</script>"></iframe>',
    f'<a href="javascript:{MARK}" autofocus onfocus="{MARK}">x</a>',
    "<style>@import 'http://127.0.0.1:9/x.css'; * {background: url(http://127.0.0.1:9/y)}</style>",
    "<base href='http://127.0.0.1:9/'><form action='/'><button autofocus>x</button></form>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "</pre></details></code></table></main></body></html>" + f"<body onload={MARK}>",
    "`<b onmouseover=alert(1)>`",
    "\u202e\u2066\x1b[31m\x00\ud7ff",
    "=cmd|' /C calc'!A0",
    "x" * 100_000,
)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class whose every name, message, line and output is hostile."""
    base = tmp_path_factory.mktemp("hostile")
    for number, text in enumerate(HOSTILE):
        name = text.replace("/", "∕").replace("\0", "")[:60]
        folder = base / "class" / f"{number} {name}"
        folder.mkdir(parents=True)
        source = (
            f"class Bad(Exception): pass\nBad.__name__ = {text!r}\n"
            f"def normalize(v):\n    print({text!r})\n    raise Bad({text!r})  # {text[:200]!r}\n"
            f"def running_mean(values, size):\n    return {text!r}\n"
        )
        (folder / f"{name[:40]}.py").write_text(source, encoding="utf-8", errors="replace")
    out = base / "results"
    command = [sys.executable, "-m", "grader", "run", str(base / "class"), "--output", str(out)]
    done = subprocess.run(command, cwd=VECTORS, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    return out


def test_nothing_hostile_comes_alive(results: Path, browser: Browser) -> None:
    """No script runs, no request leaves, no dialog opens, on any page."""
    page = browser.new_page()
    requests: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    pages = [results / "index.html", *sorted((results / "feedback").glob("*.html"))]
    pages += sorted((results / "instructor").glob("*.html"))
    assert len(pages) == 2 * len(HOSTILE) + 1
    for path in pages:
        page.goto(path.as_uri())
        page.keyboard.press("Tab")
        page.mouse.move(200, 300)
        assert page.title() != "caught", path.name
        assert page.locator("iframe, form, svg animate, base").count() == 0, path.name
        ours = 1 if path.name == "index.html" else 0  # sorts and filters the table of students
        assert page.locator("script").count() == ours, path.name
    assert [url for url in requests if not url.startswith("file://")] == []
    assert len([url for url in requests if url.startswith("file://")]) == len(pages)
    assert dialogs == []


def test_hostile_text_is_shown_as_text(results: Path, browser: Browser) -> None:
    """Students still see what they wrote."""
    page = browser.new_page()
    for path in (results / "feedback").glob("0*.html"):
        page.goto(path.as_uri())
        assert f"<script>{MARK}</script>" in page.inner_text("body")


def test_this_test_can_fail(tmp_path: Path, browser: Browser) -> None:
    """The same checks see a page that does run its script."""
    path = tmp_path / "alive.html"
    path.write_text(f"<title>x</title><script>{MARK}</script>", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title() == "caught"
