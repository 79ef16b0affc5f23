"""``make screenshots``: the pages of the example class as pictures, in both languages and looks.

Writes to ``screenshots/``, and the README's two pictures to ``docs/images/``. Not a test.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.site import KINDS, LANGUAGES, LOOKS, ROOT, page_of, write_pages

OUT = ROOT / "screenshots"
# What the README shows: the file's name, the page, and how much of it.
README = {
    "report.png": ("feedback/jonas.html", 1590),
    "class.png": ("index.html", 1500),
}


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        graded = Path(folder) / "results"
        command = ["grader", "run", "examples/submissions", "--output", str(graded)]
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)
        sites = {name: write_pages(graded, Path(folder) / name, name) for name in LANGUAGES}
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language, site in sites.items():
            _take_all(browser, site, language)
        for name, (page, height) in README.items():
            look = {"viewport": {"width": 1000, "height": height}, "color_scheme": "light"}
            _take(browser, sites["en"] / page, ROOT / "docs" / "images" / name, look, whole=False)
        browser.close()
    print(f"Pictures are in {OUT.relative_to(ROOT)}/ and docs/images/.")


def _take_all(browser: Browser, site: Path, language: str) -> None:
    for kind in KINDS:
        for look, settings in LOOKS.items():
            picture = OUT / f"{kind}-{language}-{look}.png".replace(" ", "-")
            _take(browser, site / page_of(kind, language), picture, settings, whole=True)


def _take(browser: Browser, page: Path, to: Path, look: dict[str, Any], *, whole: bool) -> None:
    context = browser.new_context(**look)
    opened = context.new_page()
    opened.goto(page.as_uri())
    opened.screenshot(path=to, full_page=whole)
    context.close()


if __name__ == "__main__":
    main()
