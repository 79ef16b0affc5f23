"""docs/course-authors.md is true: its exercise passes the gate, word for word."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from grader.build import build_assignment, new_assignment
from grader.build.new import _LAYOUT
from grader.cli import main
from grader.course import load_assignment
from grader.diagnosis.catalogue import _KEYS
from grader.exam import plugin
from grader.verify import Report, Request, verify
from grader.verify.texts import _CHARACTERS, _WORDS
from tests.quiet import Quiet

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = (DOCS / "course-authors.md").read_text("utf-8")
FILES = re.findall(r"^`([\w/]+\.\w+)`:\n\n```\w+\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)
BLOCKS = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Report:
    """What the gate says to the document's exercise, added to a new assignment as it tells."""
    course = tmp_path_factory.mktemp("course")
    new_assignment(course, "first_steps", title="First steps")
    for name, content in FILES:
        path = course / "solutions" / "first_steps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") + "\n" if path.exists() else ""
        path.write_text(before + content, encoding="utf-8")
    assignment = load_assignment(course)
    build_assignment(assignment)
    return verify(Request(assignment, exercise="noise", jobs=2), Quiet())


def test_the_exercise_passes_the_gate(report):
    """All its files together, as an author would copy them."""
    assert [problem for check in report.checks for problem in check.problems] == []


def test_every_check_is_explained(report):
    """The table has a row for each, under the title that the gate prints."""
    rows = re.findall(r"^\| ([A-Z][^|]+) \| [^|]+ \|$", DOCUMENT, re.MULTILINE)

    assert [check.title for check in report.checks] == rows


def test_the_budget_in_the_file_is_what_is_spent(report):
    """Two samples with 1e-9 each, and next to nothing."""
    assert report.false_alarm == pytest.approx(2e-9)


def test_other_blocks_parse():
    """Also those that are no whole files."""
    for block in BLOCKS:
        ast.parse(block)


def test_the_example_of_draw_example_is_the_layouts_own():
    """What is quoted from the layout stands there."""
    [block] = [block for block in BLOCKS if block.startswith("def draw_example")]

    assert block in (_LAYOUT / "hidden" / "test_rescale.py").read_text("utf-8")


@pytest.mark.parametrize("name", [*_KEYS, *(mark.partition("(")[0] for mark in plugin.MARKS)])
def test_facts_and_marks_are_explained(name):
    """What may stand after ``# %%`` of a misconception, and the marks."""
    assert re.search(rf'`{name}="|`(@pytest\.mark\.)?{name}[(`]', DOCUMENT)


def test_lengths_of_explanations_are_true():
    """What the gate demands of them."""
    words, characters = (f"{least} to {most}" for least, most in (_WORDS, _CHARACTERS))

    assert f"{words} words in English, {characters} characters in Chinese" in DOCUMENT


def test_commands_and_options_exist():
    """Every command of grader's, with every option."""
    for command in re.findall(r"grader [a-z]+ .*?(?=[`\n])", DOCUMENT):
        name, *rest = command.split()[1:]
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= known, command


@pytest.mark.parametrize("document", ["course.md", "course-authors.md"])
def test_links_lead_to_headings(document):
    """A link with an anchor leads to a heading of that name."""
    text = (DOCS / document).read_text("utf-8")
    for target, anchor in re.findall(r"\]\(([\w-]+\.md)#([\w-]+)\)", text):
        headings = re.findall(r"^#+ (.+)$", (DOCS / target).read_text("utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}
