"""Every kind of page, in both languages, as people open them: from a file, in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .site import KINDS, LOOKS, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def opened(browser: Browser, path: Path, **look: Any) -> Iterator[Page]:
    """The page, with every console error and request that it makes noted and refused."""
    context = browser.new_context(**look)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith("file:") else troubles.append(r.url))
    page.goto(path.as_uri())
    yield page
    assert troubles == []
    context.close()


def unfold(page: Page) -> None:
    """Open all that is folded, so that it is looked at as well."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


# All of them with the slow tests; on each submission both languages, sizes and colours once.
SLOW = pytest.mark.slow
COMBINATIONS = [
    ("desktop", "en"),
    ("dark phone", "zh"),
    *(pytest.param(*both, marks=SLOW) for both in (("dark", "en"), ("phone", "en"))),
    *(pytest.param(look, "zh", marks=SLOW) for look in ("desktop", "dark", "phone")),
]


@pytest.mark.parametrize(("look", "language"), COMBINATIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_accessible(
    browser: Browser, sites: dict[str, Path], kind: str, look: str, language: str
) -> None:
    """WCAG 2.2 AA as far as axe-core sees it, everything unfolded; no error, no request."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with opened(browser, sites[language] / page_of(kind, language), **LOOKS[look]) as page:
        unfold(page)
        found = axe.run(page, options={"runOnly": _TAGS, "resultTypes": ["violations"]})
        said = [
            f"{item['id']}: {item['help']}: {[node['html'][:200] for node in item['nodes'][:3]]}"
            for item in found.response["violations"]
            # What a student's own table lacks is not ours to mend.
            if (kind, item["id"]) != ("notebooks", "empty-table-header")
        ]
        assert said == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_over_the_edge_of_a_phone(
    browser: Browser, sites: dict[str, Path], kind: str
) -> None:
    """No page has to be pushed sideways at 360 pixels."""
    with opened(browser, sites["en"] / page_of(kind, "en"), **LOOKS["phone"]) as page:
        unfold(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360


def test_links_lead_to_what_they_name(browser: Browser, sites: dict[str, Path]) -> None:
    """From the class to a student, and there to what has to be looked at first."""
    with opened(browser, sites["en"] / "index.html") as page:
        page.click("text=hugo")
        assert page.inner_text("h1") == "hugo"
        page.click(".next a")
        assert "divided by the batch size" in page.inner_text(":target")
        assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 500


def test_the_keyboard_alone_is_enough(browser: Browser, sites: dict[str, Path]) -> None:
    """Tab comes to the first link and to what is folded; Enter follows and unfolds; the focus is
    seen."""
    with opened(browser, sites["en"] / "feedback" / "hugo.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.next') !== null")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                break
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open")


def test_a_page_prints(browser: Browser, sites: dict[str, Path]) -> None:
    """What is wrong is on paper too; links to the next thing to do are not."""
    with opened(browser, sites["en"] / "feedback" / "hugo.html") as page:
        page.emulate_media(media="print")
        assert page.is_visible(".mistake >> text=The result is only returned")
        assert page.is_visible("text=X has one row per example")  # folded on the screen
        assert not page.is_visible("text=Look at this first")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_in_english(browser: Browser, sites: dict[str, Path], kind: str) -> None:
    """On a Chinese page no English sentence stands outside of code and names."""
    with opened(browser, sites["zh"] / page_of(kind, "zh")) as page:
        unfold(page)
        page.evaluate(
            "document.querySelectorAll('code, pre, bdi, style, script, .devices')"
            ".forEach(e => e.remove())"
        )
        text = page.inner_text("body")
        left = re.findall(r"[A-Za-z][A-Za-z']+(?: [A-Za-z'][A-Za-z']*){2,}", text)
        assert left == []


def test_a_students_page_is_small(sites: dict[str, Path]) -> None:
    """Below 150 kB, so that a class fits into a mail and opens at once on a phone."""
    for path in (sites["en"] / "feedback").glob("*.html"):
        assert path.stat().st_size < 150_000, path.name
