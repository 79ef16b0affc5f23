"""Is everything that students may read there in every language of the assignment?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from grader.course import Assignment, Exercise
from grader.diagnosis.catalogue import Explanation, Misconception, misconceptions
from grader.exam.protocol import HiddenTest
from grader.report.translations import ENGLISH, Translator

# English words, and characters of a language without spaces.
_WORDS, _CHARACTERS = (40, 120), (60, 260)
_CODE = re.compile("`[^`]+`")
# Which argument of a helper is a text for students; of any call, these keywords are.
_TEMPLATES = {"check": 1, "text": 0, "Text": 0}
_PHRASES = ("name", "inputs")
# Of a call of the fixture ``evidence``: the title, these keywords, and the names of what is drawn.
_EVIDENCE, _AXES, _SERIES = "evidence", ("x", "y"), ("yours", "expected")


def missing_texts(
    assignment: Assignment,
    exercises: Sequence[Exercise],
    tests: dict[str, tuple[HiddenTest, ...]],
    said: Iterable[str],
) -> list[str]:
    """What is not there in a language, one sentence each.

    Args:
        assignment: the assignment.
        exercises: those that are looked at.
        tests: their hidden tests.
        said: the templates of all messages that wrong programs led to.
    """
    texts = {assignment.title, *(exercise.title for exercise in exercises), *said}
    for exercise in exercises:
        for test in tests.get(exercise.name, ()):
            texts |= {test.sentence, *test.hints}
        texts |= set(_written(assignment, exercise))
    problems = []
    for language in assignment.languages:
        if language != ENGLISH:
            translator = Translator(language, assignment.locale)
            problems += [
                f"{language}: no translation of “{text}”"
                for text in sorted(texts)
                if any(letter.isalpha() for letter in text)
                and translator.gettext(text) == text
                and not text.startswith("{")
                and not _CODE.fullmatch(text)
            ]
    return problems


def _written(assignment: Assignment, exercise: Exercise) -> Iterator[str]:
    """Messages and phrases that stand in a hidden test module, also those that never came up."""
    tree = ast.parse(assignment.hidden_test(exercise).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        yield from _strings(_drawn(node))
        place = _TEMPLATES.get(node.func.id) if isinstance(node.func, ast.Name) else None
        texts = [node.args[place]] if place is not None and len(node.args) > place else []
        phrases = [item.value for item in node.keywords if item.arg in _PHRASES]
        phrases += [e for k in node.keywords if k.arg == "names" for e in _elements(k.value)]
        yield from _strings(texts)
        for phrase in _strings(phrases):
            if " " in phrase:
                yield phrase


def _drawn(node: ast.Call) -> list[ast.expr]:
    """What a chart shows as text: its title, its axes, the names of its series."""
    if not isinstance(node.func, ast.Attribute) or not isinstance(node.func.value, ast.Name):
        return []
    if node.func.value.id != _EVIDENCE:
        return []
    axes = [item.value for item in node.keywords if item.arg in _AXES]
    series = [item.value for item in node.keywords if item.arg in _SERIES]
    names = [key for item in series if isinstance(item, ast.Dict) for key in item.keys if key]
    return [*node.args[:1], *axes, *names]


def _elements(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, ast.Tuple | ast.List) else []


def _strings(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def explanation_problems(assignment: Assignment, exercise: Exercise) -> list[str]:
    """What is wrong with an exercise's explanations: languages that lack, lengths."""
    known = misconceptions(assignment, exercise.name).values()
    return [problem for item in known for problem in _of_one(item, assignment.languages)]


def _of_one(item: Misconception, languages: Sequence[str]) -> Iterator[str]:
    where = f"misconceptions/{item.exercise}/{item.path.name}"
    for language in languages:
        explanation = item.explanations.get(language)
        if explanation is None:
            yield f'{where}: no explanation in "{language}"'
            continue
        length, (least, most), unit = _length(explanation, language)
        if not least <= length <= most:
            yield f"{where} ({language}): {length} {unit}; should be {least} to {most}"


def _length(explanation: Explanation, language: str) -> tuple[int, tuple[int, int], str]:
    whole = " ".join(explanation.paragraphs)
    if language in ("zh", "ja"):
        return len(whole.replace(" ", "")), _CHARACTERS, "characters"
    return len(whole.split()), _WORDS, "words"
