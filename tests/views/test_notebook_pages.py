"""The page that shows a student's notebooks: true to them, and harmless."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from grader.sandbox import open_zygote
from grader.sandbox.launcher import CONVERTERS, CandidateLimits
from grader.sandbox.provider import Choice
from grader.sandbox.selftest import attempts
from grader.views.cleaning import cleaned
from grader.views.conversion import ConvertedFile, Converters
from grader.views.page import MAX_PAGE

from .notebooks import HOSTILE, MARK, PNG, UNREADABLE, code, markdown, notebook, shown

Page = Callable[..., str]
TIGHT = CandidateLimits(
    cpu_seconds=1, wall_seconds=30, life_cpu_seconds=2, memory_bytes=300 << 20, output_bytes=1 << 16
)


class Reader(HTMLParser):
    """All tags of a page with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def words(page: str) -> str:
    body = page.partition("<body>")[2]
    return re.sub(r"\s+", " ", Reader(body).text)


def test_code_and_prose_are_shown_as_handed_in(page: Page) -> None:
    """Highlighted code, prose with its formats, TeX as its source, in the order of the notebook."""
    html = page(
        notebook(
            markdown(
                "# Title\nsome *prose* with $\\frac{a}{b}$ and [a link](https://example.org/)"
            ),
            code("def f(x):\n    return x < 1"),
            {"cell_type": "raw", "metadata": {}, "source": "raw <text>"},
        )
    )
    assert '<span class="k">def</span>' in html
    assert "<em>prose</em>" in html
    assert "$\\frac{a}{b}$" in html
    assert '<a href="https://example.org/" rel="noopener noreferrer nofollow">a link</a>' in html
    text = words(html)
    assert text.index("Title") < text.index("return x < 1") < text.index("raw <text>")


def test_files_have_a_section_each(page: Page) -> None:
    """With several files, Python files among them, a list leads to each."""
    html = page(a_ipynb=notebook(code("first = 1")), b_py=b"second = 2", c_ipynb=b"{")
    links = [attrs["href"] for tag, attrs in Reader(html).tags if tag == "a"]
    assert {"#file-1", "#file-2", "#file-3", "../ada.html"} <= set(links)
    text = words(html)
    assert "first = 1" in text
    assert "second = 2" in text
    assert "This file is no notebook that can be read, so it is not shown." in text


@pytest.mark.parametrize("version", [2, 3])
def test_old_notebooks_are_shown(page: Page, version: int) -> None:
    """Notebooks of the formats of 2012 and 2013 are shown as others are."""
    cell = {"cell_type": "code", "language": "python", "input": "old = 1", "outputs": []}
    sheet = {"cells": [{**cell, "collapsed": False, "metadata": {}, "prompt_number": 1}]}
    document = {"nbformat": version, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}
    assert "old = 1" in words(page(json.dumps(document).encode()))


def test_stored_outputs_are_the_students_claim(page: Page) -> None:
    """Stored outputs are folded away under a line that says so; rich ones are left out."""
    html = page(
        notebook(
            code(
                "x",
                {"output_type": "stream", "name": "stdout", "text": "all tests passed\n"},
                shown(image_png=PNG, text_plain="<Figure>"),
                shown(text_html="<b>100 points</b>"),
            )
        )
    )
    before, _, folded = html.partition('<details class="stored">')
    assert "all tests passed" not in before
    assert "Output as the student's notebook stored it (not checked)" in Reader(folded).text
    assert "all tests passed" in folded
    assert f'src="data:image/png;base64,{PNG}"' in folded
    assert "100 points" not in folded
    assert "text/html" in folded


def test_long_outputs_are_cut(page: Page) -> None:
    """A flood of stored output takes no more than a few screens."""
    html = page(notebook(code("x", *[{"output_type": "stream", "text": "y" * 99_999}] * 9)))
    assert 1000 < html.count("yyyyy") * 5 < 6000
    assert "…" in words(html)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_notebooks_are_inert(page: Page, name: str) -> None:
    """Nothing that runs, loads, hides or names itself gets through; the page keeps its form."""
    html = page(HOSTILE[name])
    tags = Reader(html).tags
    ours = {tag for tag, _ in Reader(page(notebook(markdown("x"), code("y")))).tags}
    allowed = ours | {"b", "i", "img", "a", "em", "h3", "details", "summary", "code", "pre", "br"}
    assert {tag for tag, _ in tags} <= allowed
    for tag, attributes in tags:
        assert not any(key.startswith("on") or key == "style" for key in attributes)
        if tag == "img" and attributes.get("src"):
            assert re.match("data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=]*$", attributes["src"])
        if tag == "a":
            assert re.match(
                r"#file-|\.\./ada\.html$|https?://|mailto:|None$", str(attributes.get("href"))
            )
    assert [tag for tag, _ in tags].count("h1") == 1
    assert html.count('<section id="file-1"') == html.count("</main>") == 1
    for hidden in "\u202e\u2066\x00\x1b":
        assert hidden not in html
    identifiers = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_notebook_is_said(page: Page, name: str) -> None:
    """The page says that the file can't be read."""
    assert "This file is no notebook that can be read" in words(page(UNREADABLE[name]))


def test_pictures_from_elsewhere_become_their_text(page: Page) -> None:
    """A picture on the web is not loaded; its text stands in its place."""
    html = page(notebook(markdown("![the loss falls](https://example.org/loss.png)")))
    pictures = [attributes for tag, attributes in Reader(html).tags if tag == "img"]
    assert pictures == [{"alt": "the loss falls"}]


def test_pasted_pictures_are_shown(page: Page) -> None:
    """A picture that was pasted into a cell is part of the notebook and of the page."""
    cell = markdown("![plot](attachment:p.png)", attachments={"p.png": {"image/png": PNG}})
    assert f'src="data:image/png;base64,{PNG}"' in page(notebook(cell))


def test_a_huge_notebook_is_cut(page: Page) -> None:
    """The page stays small, shows the beginning, and says how many cells are left out."""
    html = page(notebook(*[code(f"x{number} = [1, 2, 3]\n" * 40) for number in range(4000)]))
    assert len(html) < MAX_PAGE * 1.1
    assert "x0 = [1, 2, 3]" in words(html)
    match = re.search(r"Cells left out, since the page would be too large: (\d+)", words(html))
    assert match is not None
    assert int(match[1]) + html.count('class="cell code"') == 4000


def test_a_flood_of_pictures_is_cut(page: Page) -> None:
    """Pictures count too."""
    picture = PNG[:-4] + "A" * 300_000
    html = page(notebook(*[code("x", shown(image_png=picture)) for _ in range(50)]))
    assert len(html) < MAX_PAGE * 1.1
    assert "Cells left out" in words(html)


@pytest.mark.parametrize(
    "deep", ["<div>", "<ul><li>", "<x>", "> ", "[", "<b><p>", "- " * 50, "*a **b "]
)
def test_deep_prose_costs_only_itself(page: Page, deep: str) -> None:
    """Markup that is deep or slow to read costs its own cell its form at most, no other cell."""
    html = page(notebook(markdown(deep * (90_000 // len(deep))), code("after = 1")))
    assert "after = 1" in words(html)


def test_deep_code_from_a_converter_is_not_cleaned() -> None:
    """What a converter that was taken over could send to tie up the cleaning is refused at once."""
    assert cleaned("<div>" * 100_000) is None
    assert cleaned('<span class="k">' * 3000 + "</span>" * 3000) is None
    assert cleaned('<div class="a"></span>' * 3000) is None
    assert cleaned('<span class="k">x</span>' * 3000) is not None


def test_a_long_address_of_a_picture_is_looked_at_once() -> None:
    """Spaces in it without end don't hold up the views of the others."""
    html = f'<img alt="x" src="data:image/png;base64,A{" " * 390_000}!">'
    assert cleaned(html) == '<img alt="x">'


def test_no_view_is_changed_by_another_students_notebook(page: Page) -> None:
    """Whatever was converted before, the same notebook gives the same page, byte for byte."""
    honest = notebook(markdown("# A"), code("x = 1"))
    before = page(honest)
    for data in (*HOSTILE.values(), *UNREADABLE.values()):
        page(data)
    assert page(honest) == before


def test_costly_notebooks_cost_only_themselves() -> None:
    """One that takes too long or too much memory is not shown; the student's others are."""
    slow = notebook(*[code("x = (" + "lambda: {1: [2, 3]}, " * 900 + ")") for _ in range(24)])
    large = b'{"cells": [' + b"[]," * 12_000_000 + b"1]}"
    converters = Converters(Choice(), TIGHT)
    try:
        files = {"a.ipynb": slow, "b.ipynb": large, "c.ipynb": notebook(code("x = 1"))}
        found = {file.name: file.problem for file in converters.convert(files)}
        assert found == {"a.ipynb": "failed", "b.ipynb": "failed", "c.ipynb": ""}
        again = converters.convert({f"{n}.ipynb": large for n in range(9)})
        assert {file.problem for file in again} == {"failed"}
    finally:
        converters.close()


def test_converters_are_confined() -> None:
    """A converter can do as little as a candidate: every attack of the self-test fails."""
    zygote = open_zygote(module=CONVERTERS)
    try:
        assert [name for name, succeeded in attempts(zygote).items() if succeeded] == []
    finally:
        zygote.close()


def test_nothing_of_a_converter_is_believed(
    page: Page, converters: Converters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were it taken over by a notebook, its HTML would still be cleaned and its pictures too."""
    forged = ConvertedFile(
        "a.ipynb",
        (
            ("code", "source", f"<script>{MARK}</script><pre onclick=1>x</pre>", []),
            (
                "markdown",
                "source",
                "<h1>fake</h1><details>y</details>",
                [("picture", "x"), ("text", b"<b>")],
            ),
        ),
    )
    monkeypatch.setattr(converters, "convert", lambda _: [forged])
    html = page(b"")
    assert MARK not in html
    assert "onclick" not in html
    assert html.count("<h1>") == 1
    assert "<b>" not in html


def test_chinese(page: Page) -> None:
    """Nothing of the page's own is left in English."""
    html = page(
        notebook(code("x", shown(text_html="x"), {"output_type": "stream", "text": "1"})),
        language="zh",
    )
    text = words(html)
    for english in ("cell", "Output", "Back", "handed", "page", "left out"):
        assert english not in text
