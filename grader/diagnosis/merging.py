"""Two mistakes in one program: a three-way merge of their edits over the reference.

Works on the words of the function as Python prints it, so that layout and comments don't matter.
Edits that touch the same words can't be merged; ones that only meet can.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = re.compile(r"\n *|\w+|\s+|.")


@dataclass(frozen=True)
class _Edit:
    """The words ``first`` … ``last - 1`` of the base become ``words``."""

    first: int
    last: int
    words: tuple[str, ...]


def merged(base: str, one: str, other: str, *, function: str) -> str | None:
    """A program with the edits of both, or None where they are at odds.

    Args:
        base: the reference program, which defines the function.
        one: a program with one mistake.
        other: a program with another one.
        function: the function's name.
    """
    parts = [_taken_apart(source, function) for source in (base, one, other)]
    if any(part is None for part in parts):
        return None
    (rest, words), (one_rest, one_words), (other_rest, other_words) = (p for p in parts if p)
    edits = [*_edits(words, one_words), *_edits(words, other_words)]
    together = _apply(words, sorted(set(edits), key=lambda edit: (edit.first, edit.last)))
    if together is None or together in (words, one_words, other_words):
        return None
    lines = dict.fromkeys([*rest, *one_rest, *other_rest])
    program = "\n".join([*lines, "".join(together)]) + "\n"
    try:
        ast.parse(program)
    except SyntaxError:
        return None
    return program


def _taken_apart(source: str, function: str) -> tuple[list[str], list[str]] | None:
    """What stands around the function, printed, and the function's words."""
    rest, words = [], None
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            if ast.get_docstring(node) is not None and len(node.body) > 1:
                del node.body[0]
            words = _WORDS.findall(ast.unparse(node))
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            rest.append(ast.unparse(node))
    return None if words is None else (rest, words)


def _edits(base: list[str], changed: list[str]) -> Iterator[_Edit]:
    matcher = difflib.SequenceMatcher(None, base, changed, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield _Edit(first, last, tuple(changed[start:end]))


def _apply(base: list[str], edits: list[_Edit]) -> list[str] | None:
    result: list[str] = []
    place = 0
    for edit in edits:
        if edit.first < place:
            return None
        result += base[place : edit.first]
        result += edit.words
        place = edit.last
    return result + base[place:]
