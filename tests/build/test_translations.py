"""Translations are compiled to the same bytes on every day, and mistakes in them are named."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from grader.build import build_assignment
from grader.errors import BuildError, CourseError


def po_of(assignment) -> Path:
    return assignment.locale / "zh" / "LC_MESSAGES" / "messages.po"


def test_compiled_translations_are_read_by_gettext(make_course):
    """What was translated is found; what is fuzzy stays English."""
    assignment = make_course()
    build_assignment(assignment)

    found = gettext.translation("messages", assignment.locale, ["zh"])

    assert found.gettext("Double") == "两倍"
    assert found.gettext("Twice {x}.") == "Twice {x}."


def test_plural_forms_survive(make_course):
    """Chinese has one form, and gettext is told so."""
    assignment = make_course()
    with po_of(assignment).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "{n} test"\nmsgid_plural "{n} tests"\nmsgstr[0] "{n} 个测试"\n')
    build_assignment(assignment)

    found = gettext.translation("messages", assignment.locale, ["zh"])

    assert found.ngettext("{n} test", "{n} tests", 1) == "{n} 个测试"


def test_dates_and_tools_leave_no_trace(make_course):
    """A file saved again by another editor, on another day, gives the same bytes."""
    assignment = make_course()
    build_assignment(assignment)
    path = po_of(assignment)
    dated = '"PO-Revision-Date: 2031-01-01 10:00+0100\\n"\n"X-Generator: Other 9\\n"\n"Content-'
    path.write_text(path.read_text("utf-8").replace('"Content-', dated, 1), encoding="utf-8")

    assert build_assignment(assignment).written == ()


def test_damaged_translations_are_named(make_course):
    """File and line, and what an entry should look like."""
    assignment = make_course()
    with po_of(assignment).open("a", encoding="utf-8") as file:
        file.write("\nmsgid Double\n")

    with pytest.raises(BuildError, match=r"messages\.po: no valid translations near line 13"):
        build_assignment(assignment)


def test_translations_in_another_encoding_are_named(make_course):
    """Not a traceback of a decoder."""
    assignment = make_course()
    po_of(assignment).write_bytes(po_of(assignment).read_bytes() + "\n# é\n".encode("latin-1"))

    with pytest.raises(BuildError, match=r"messages\.po: cannot be read as translations"):
        build_assignment(assignment)


def test_lost_placeholders_are_named(make_course):
    """A translation that loses a number would tell students half a sentence."""
    assignment = make_course()
    with po_of(assignment).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "It is {length}."\nmsgstr "是。"\n')

    with pytest.raises(CourseError, match=r"the text has \{length\}, .* has no placeholder"):
        build_assignment(assignment)


def test_braces_that_are_no_placeholders_are_text(make_course):
    """A set in mathematics is no template."""
    assignment = make_course()
    with po_of(assignment).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "From { on."\nmsgstr "从 { 开始。"\n')
    build_assignment(assignment)

    found = gettext.translation("messages", assignment.locale, ["zh"])

    assert found.gettext("From { on.") == "从 { 开始。"


def test_translations_that_are_no_file_are_named(make_course):
    """A folder of that name is no catalogue."""
    assignment = make_course()
    po_of(assignment).unlink()
    po_of(assignment).mkdir()

    with pytest.raises(BuildError, match=r"messages\.po: cannot be read \("):
        build_assignment(assignment)
