"""The hints that are shipped: every hidden test has some, short, and in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.build import new_assignment
from grader.course import Assignment, assignment_names, load_assignment
from grader.report.translations import Translator

ROOT = Path(__file__).parents[2]
# Installed without the repository there is only the layout of ``grader new``.
SHIPPED = assignment_names(ROOT) if (ROOT / "solutions").is_dir() else ()

_ENGLISH = re.compile(r"[A-Za-z][A-Za-z']+(?: [A-Za-z'][A-Za-z']*){2,}")


@pytest.fixture(params=[*SHIPPED, "new"])
def assignment(request, tmp_path) -> Assignment:
    """Each shipped assignment, and the one that ``grader new`` lays out."""
    if request.param != "new":
        return load_assignment(ROOT, request.param)
    new_assignment(tmp_path, "fresh")
    return load_assignment(tmp_path, "fresh")


def hints_of(assignment: Assignment) -> dict[str, list[str]]:
    """The hints of every hidden test, by exercise and test."""
    found = {}
    for exercise in assignment.exercises:
        for test in _tests(assignment.hidden_test(exercise)):
            marks = [call for call in test.decorator_list if isinstance(call, ast.Call)]
            told = [call for call in marks if ast.unparse(call.func) == "pytest.mark.hints"]
            texts = [ast.literal_eval(text) for call in told for text in call.args]
            found[f"{exercise.name}.{test.name}"] = texts
    return found


def _tests(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def test_every_test_has_two_or_three(assignment):
    """Whoever fails a test can go on, whichever it is."""
    wrong = {test: len(texts) for test, texts in hints_of(assignment).items()}
    assert {test: count for test, count in wrong.items() if count not in (2, 3)} == {}


def test_they_begin_with_a_question_and_are_short(assignment):
    """The first one asks; each has 10 to 45 words."""
    found = hints_of(assignment)
    assert [test for test, texts in found.items() if "?" not in texts[0]] == []
    lengths = {text: len(text.split()) for texts in found.values() for text in texts}
    assert {text: count for text, count in lengths.items() if not 10 <= count <= 45} == {}


def test_they_are_translated(assignment):
    """In each language of the assignment, each by a text of its own, with the same code in it and
    no English sentence left."""
    texts = [text for found in hints_of(assignment).values() for text in found]
    assert texts
    for language in assignment.languages:
        if language == "en":
            continue
        translator = Translator(language, assignment.locale)
        told = [translator.gettext(text) for text in texts]
        assert len({*told} - {*texts}) == len({*texts})
        for text, translation in zip(texts, told, strict=True):
            assert _code(text) == _code(translation)
            assert not _ENGLISH.search(re.sub("`[^`]+`", "|", translation)), translation


def _code(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))
