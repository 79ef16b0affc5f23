"""The class page in a real browser: sorting, filtering, the keyboard, and no script at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.course import load_assignment
from grader.outcome import (
    Diagnosis,
    ExerciseResult,
    Failure,
    Outcome,
    Run,
    Status,
    SubmissionResult,
    TestResult,
    Text,
)
from grader.report.class_page import class_page
from grader.report.folder import feedback_name
from grader.report.translations import Translator

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COURSE = Path(__file__).parent.parent / "courses" / "vectors"
NOW = datetime.datetime(2026, 11, 24, 18, 0, tzinfo=datetime.UTC)
RUN = Run("r1", "seed", ("cpu",), "0.1.0", "2.13.0", ("landlock",), NOW, NOW)
MARK = "document.title='caught'"
HOSTILE = (
    f"<script>{MARK}</script>",
    f'"><img src="http://127.0.0.1:9/x.png" onerror="{MARK}">',
    f"</template></select><option>{MARK}</option>",
    "\u202eright to left\u2066",
    "m" * 60,
    "李小明🙂",
    "",
    "{shown} of {count}",
)
# Of "normalize": the points, or what became of it.
CLASS = {
    "Zoë": 2.0,
    "amy": 1.0,
    "Bo 10": 0.5,
    "Bo 9": 1.5,
    "gone": Status.NOT_HANDED_IN,
    "lost": Status.NOT_GRADED,
    "slow": 0.0,
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not ask for anything beyond itself, nor complain."""
    opened = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert [url for url in asked if not url.startswith("file://")] == []
    assert complaints == []
    opened.close()


def student(name: str, became: float | Status) -> SubmissionResult:
    """One student; who has no point ran out of time, who has one made a known mistake."""
    score = became if isinstance(became, float) else None
    status = Status.GRADED if isinstance(became, float) else became
    done = {2.0: Outcome.PASSED, 0.0: Outcome.TIMED_OUT}.get(score or 0.0, Outcome.FAILED)
    outcome = Outcome.NOT_GRADED if status is Status.NOT_GRADED else done
    diagnosis = Diagnosis(("largest_is_one",)) if score == 1 else None
    failure = None if outcome is Outcome.PASSED else Failure(messages=(Text("It went wrong."),))
    test = TestResult(
        "test_a", Text("It does a."), outcome, {"cpu": outcome}, score, 2.0, failure, diagnosis
    )
    tests = () if status is Status.NOT_HANDED_IN else (test,)
    first = ExerciseResult("normalize", Text("Length one"), status, score, 2.0, tests=tests)
    other = ExerciseResult("running_mean", Text("Running mean"), Status.GRADED, 3.0, 3.0)
    whole = Status.NOT_GRADED if status is Status.NOT_GRADED else Status.GRADED
    total = None if whole is Status.NOT_GRADED else (score or 0.0) + 3.0
    return SubmissionResult(name, whole, total, 5.0, (first, other))


def write(path: Path, became: dict[str, float | Status], language: str = "en") -> str:
    """The class page of these students; its address."""
    assignment = load_assignment(COURSE)
    results = [student(name, what) for name, what in sorted(became.items())]
    content = class_page(
        assignment,
        results,
        RUN,
        Translator(language, assignment.locale),
        links={name: f"feedback/{feedback_name(name)}" for name in became},
        problems={},
    )
    path.write_text(content, encoding="utf-8")
    return path.as_uri()


def names(page: Page) -> list[str]:
    """The students whose rows are shown, from top to bottom."""
    return page.locator("#table tbody tr:not([hidden]) th").all_text_contents()


def head(page: Page, name: str) -> str | None:
    """Click a column's button; the column's aria-sort."""
    button = page.locator("#table").get_by_role("button", name=name, exact=True)
    button.click()
    return button.locator("xpath=..").get_attribute("aria-sort")


def test_sorting(page: Page, tmp_path: Path) -> None:
    """Names as people sort them, points as numbers, ungraded last whichever way."""
    page.goto(write(tmp_path / "index.html", CLASS))
    assert head(page, "student") == "ascending"
    assert names(page) == ["amy", "Bo 9", "Bo 10", "gone", "lost", "slow", "Zoë"]
    assert head(page, "student") == "descending"
    assert names(page)[:2] == ["Zoë", "slow"]
    assert head(page, "normalize") == "ascending"
    assert names(page) == ["slow", "Bo 10", "amy", "Bo 9", "Zoë", "gone", "lost"]
    assert head(page, "normalize") == "descending"
    assert names(page) == ["Zoë", "Bo 9", "amy", "Bo 10", "slow", "gone", "lost"]
    assert head(page, "total") == "ascending"
    assert names(page)[-1] == "lost"
    assert head(page, "needs a look") == "ascending"
    assert names(page)[:2] == ["lost", "slow"]
    assert page.locator("#table [aria-sort]").count() == 1


def test_filtering(page: Page, tmp_path: Path) -> None:
    """By part of a name, whatever its case and accents, and by state; the number is announced."""
    page.goto(write(tmp_path / "index.html", CLASS))
    status = page.get_by_role("status")
    assert status.text_content() == "Students shown: 7 of 7"
    page.get_by_label("name contains").fill("zoe")
    assert names(page) == ["Zoë"]
    assert status.text_content() == "Students shown: 1 of 7"
    page.get_by_label("name contains").fill("nobody like this")
    assert names(page) == []
    assert "No student is shown" in (status.text_content() or "")
    page.get_by_role("button", name="show all").click()
    for choice, expected in (
        ("needs a look (2)", ["lost", "slow"]),
        ("not graded in full (1)", ["lost"]),
        ("something not handed in (1)", ["gone"]),
        ("full marks (1)", ["Zoë"]),
        ("normalize: It does a. (4)", ["Bo 10", "Bo 9", "amy", "slow"]),
        ("all students", sorted(CLASS)),
    ):
        page.get_by_label("show", exact=True).select_option(label=choice)
        assert names(page) == expected, choice


def test_lists_open_in_the_table(page: Page, tmp_path: Path) -> None:
    """From a test or a misconception one goes to the table of those concerned."""
    page.goto(write(tmp_path / "index.html", CLASS))
    row = page.locator(".tests-table tr", has_text="It does a.")
    row.get_by_role("button", name="show in the table").click()
    assert names(page) == ["Bo 10", "Bo 9", "amy", "slow"]
    assert page.evaluate("document.activeElement.id") == "mark"
    assert page.locator("#students h2").is_visible()


def test_keyboard_alone_is_enough(page: Page, tmp_path: Path) -> None:
    """Tab reaches the filter, each column's button and each link; Enter sorts."""
    page.goto(write(tmp_path / "index.html", CLASS))
    page.get_by_label("name contains").focus()
    page.keyboard.type("o")
    assert names(page) == ["Bo 10", "Bo 9", "Zoë", "gone", "lost", "slow"]
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        here = "document.activeElement.innerText.trim()"
        reached.append(page.evaluate(here))
        if reached[-1] == "total":
            page.keyboard.press("Enter")
    assert names(page) == ["gone", "slow", "Bo 10", "Bo 9", "Zoë", "lost"]
    assert {"show all", "student", "normalize", "total", "needs a look"} <= set(reached)
    assert "gone" in reached  # the link in the first row


def test_without_a_script(browser: Browser, tmp_path: Path) -> None:
    """All rows are there to read, and no control that would do nothing."""
    many = {f"s{number:03}": 1.5 for number in range(300)}
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write(tmp_path / "index.html", many))
    assert page.locator("#table tbody tr:visible").count() == 300
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    context.close()


def test_a_large_class_is_shown_in_parts(page: Page, tmp_path: Path) -> None:
    """The first two hundred that fit; the button, scrolling and printing bring the rest."""
    many = {f"s{number:04}": 1.5 for number in range(1000)}
    page.goto(write(tmp_path / "index.html", many))
    shown = page.locator("#table tbody tr:not([hidden])")
    assert shown.count() == 200
    assert page.get_by_role("status").text_content() == "Students shown: 1000 of 1000"
    page.get_by_role("button", name="show 200 more").click()
    assert shown.count() == 400
    page.locator(".tall").evaluate("element => element.scrollTo(0, element.scrollHeight)")
    page.wait_for_function("document.querySelectorAll('tr[hidden]').length < 600")
    head(page, "student")
    head(page, "student")
    assert shown.first.locator("th").inner_text() == "s0999"
    assert shown.count() == 200
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert shown.count() == 1000
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert shown.count() == 200
    page.get_by_label("name contains").fill("s0998")
    assert names(page) == ["s0998"]
    assert page.locator("#more").is_hidden()


def test_hostile_names_are_inert(page: Page, tmp_path: Path) -> None:
    """They stay text in every list, while filtering and sorting too; the page keeps its width."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(write(tmp_path / "index.html", dict.fromkeys(HOSTILE, 1.0)))
    shown = names(page)
    assert HOSTILE[0] in shown
    assert "�right to left�" in shown
    assert "(no name)" in shown
    page.get_by_label("name contains").fill("<script>")
    assert names(page) == [HOSTILE[0]]
    head(page, "student")
    page.get_by_role("button", name="show all").click()
    for summary in page.locator("details > summary").all():
        summary.click()
    assert page.title() != "caught"
    assert page.locator("img, iframe, script").count() == 1  # the script is ours
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print(page: Page, tmp_path: Path) -> None:
    """On paper there are no controls and nothing is cut off by a scroll container."""
    page.goto(write(tmp_path / "index.html", CLASS))
    page.emulate_media(media="print")
    assert page.locator("input:visible, select:visible, button.show:visible").count() == 0
    overflow = "element => getComputedStyle(element).overflowY"
    assert page.locator(".tall").evaluate(overflow) == "visible"
    assert page.locator("#table thead th").first.inner_text().strip() == "student"


def test_chinese(page: Page, tmp_path: Path) -> None:
    """What the script says is in the page's language too."""
    page.goto(write(tmp_path / "index.html", CLASS, "zh"))
    assert page.get_by_role("status").text_content() == "显示 7 名学生，共 7 名"
    assert page.get_by_role("button", name="全部显示").is_visible()


def test_jumps_lead_somewhere(page: Page, tmp_path: Path) -> None:
    """Every link within the page has its target."""
    page.goto(write(tmp_path / "index.html", CLASS))
    for link in page.locator("a[href^='#']").all():
        target = link.get_attribute("href")
        assert page.locator(target or "").count() == 1, target
