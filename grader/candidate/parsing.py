"""A cell's source to top-level units: what each statement binds, and what it needs.

Deals with what notebooks have and Python has not (magics, shell lines, ``%%time``). A unit is the
smallest thing that ``extract`` takes or leaves: an import of one name, a function, a class, an
assignment, or a compound statement that binds names.
"""

from __future__ import annotations

import ast
import dis
import functools
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

# Cell magics that run the cell as Python; a cell under any other magic is no Python to us.
_PYTHON_MAGICS = frozenset({"time", "timeit", "capture", "prun", "python3", "python"})
_PLAIN = (ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.ClassDef)
# What ``names.append(…)`` may be given; a call might be the training.
_SIMPLE = (ast.Constant, ast.Name, ast.Attribute, ast.Lambda)
_CHANGING_METHODS = frozenset({"append", "extend", "insert", "add", "update", "setdefault"})
_COMPOUND = (ast.For, ast.While, ast.With, ast.If, ast.Try, ast.TryStar, ast.Match)
_GLOBAL_WRITES = frozenset({"STORE_GLOBAL", "STORE_NAME"})
_GLOBAL_READS = frozenset({"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"})


@dataclass(frozen=True)
class Unit:
    """One top-level statement. ``file`` and ``cell`` say where; lines count within the cell."""

    file: str
    cell: int
    node: ast.stmt
    binds: frozenset[str]
    # The names whose object it changes: ``settings["rate"] = 1``, ``names.append(…)``.
    changes: frozenset[str] = frozenset()

    @functools.cached_property
    def needs(self) -> frozenset[str]:
        """The global names that the statement reads when it runs or, for functions, is called."""
        module = ast.Module([self.node], [])
        return frozenset(_global_names(_compiled(module)))

    @property
    def only_changes(self) -> bool:
        """Whether it does nothing but change an object that was made before."""
        return bool(self.changes) and not self.binds

    @property
    def is_definition(self) -> bool:
        """Whether it defines a function: by ``def``, ``class`` or an assigned ``lambda``."""
        if isinstance(self.node, Function | ast.ClassDef):
            return True
        return isinstance(self.node, ast.Assign) and isinstance(self.node.value, ast.Lambda)


@dataclass(frozen=True)
class ParsedCell:
    """A code cell's units, or why there are none: "does_not_parse" or "left_out" with values."""

    number: int
    source: str
    units: tuple[Unit, ...] = ()
    tree: ast.Module | None = None
    problem: tuple[str, dict[str, str | int]] | None = None


def parse_cell(file: str, number: int, source: str) -> ParsedCell:
    """Parse one code cell; never raises for what stands in it."""
    magic = re.match(r"\s*%%(\w*)", source)
    if magic is not None:
        if magic[1] not in _PYTHON_MAGICS:
            return ParsedCell(
                number, source, problem=("left_out", {"cell": number, "magic": f"%%{magic[1]}"})
            )
        source = re.sub(r"%%[^\n]*", "", source, count=1)
    try:
        tree = _tree(source)
        # Some mistakes show only now: ``break`` outside of a loop, ``return`` at top level.
        _compiled(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, SyntaxError) and error.lineno else 1
        reason = error.msg if isinstance(error, SyntaxError) else type(error).__name__
        values: dict[str, str | int] = {"cell": number, "line": line, "reason": reason[:200]}
        return ParsedCell(number, source, problem=("does_not_parse", values))
    units = tuple(
        Unit(file, number, node, frozenset(_bound(node)), frozenset(_changed(node)))
        for node in _top_level(tree.body)
    )
    return ParsedCell(number, source, units, tree)


def _compiled(tree: ast.Module) -> types.CodeType:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT  # as in notebooks
    code: types.CodeType = compile(tree, "<cell>", "exec", flags=flags, dont_inherit=True)
    return code


def _tree(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        if not re.search(r"^\s*[%!?]|[!%?]", source, re.MULTILINE):
            raise
        transformed, skipped = _without_magics(source)
        tree = ast.parse(transformed)
        ast.increment_lineno(tree, skipped)
        return tree


def _without_magics(source: str) -> tuple[str, int]:
    """IPython's own view of the cell, and how many leading lines that view has dropped."""
    from IPython.core.inputtransformer2 import TransformerManager

    lines = source.splitlines(keepends=True)
    skipped = 0
    while skipped < len(lines) and not lines[skipped].strip():
        skipped += 1
    return TransformerManager().transform_cell("".join(lines[skipped:])), skipped


def _top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and _is_main_guard(node.test):
            yield from _top_level(node.body)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from _one_name_each(node)
        else:
            yield node


def _is_main_guard(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(test)
    )


def _one_name_each(node: ast.Import | ast.ImportFrom) -> Iterator[ast.stmt]:
    for alias in node.names:
        single: ast.stmt
        if isinstance(node, ast.Import):
            single = ast.Import([alias])
        else:
            single = ast.ImportFrom(node.module, [alias], node.level)
        yield ast.copy_location(single, node)


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that a top-level statement binds. Loops, and ``with`` around more than assignments,
    bind nothing for us: they are the training and plotting that is left behind."""
    if isinstance(node, Function | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from (part.id for part in ast.walk(target) if _is_stored(part))
    elif isinstance(node, ast.With) and all(isinstance(n, _PLAIN) for n in node.body):
        for child in node.body:
            yield from _bound(child)
    elif isinstance(node, ast.Try | ast.If):
        for child in _bodies(node):
            yield from _bound(child)


def _changed(node: ast.stmt) -> Iterator[str]:
    """The names whose object a top-level statement changes without binding them anew."""
    places: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        places = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        places = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        simple = all(isinstance(argument, _SIMPLE) for argument in node.value.args)
        if isinstance(called, ast.Attribute) and called.attr in _CHANGING_METHODS and simple:
            places = [called]
    for place in places:
        root: ast.expr = place
        while isinstance(root, ast.Attribute | ast.Subscript):
            root = root.value
        if root is not place and isinstance(root, ast.Name):
            yield root.id


def _is_stored(part: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)


def _bodies(node: ast.Try | ast.If) -> Iterator[ast.stmt]:
    yield from node.body
    yield from node.orelse
    if isinstance(node, ast.Try):
        yield from node.finalbody
        for handler in node.handlers:
            yield from handler.body


def names_needed(tree: ast.Module) -> set[str]:
    """The global names that a cell reads and does not bind itself before."""
    needed: set[str] = set()
    bound: set[str] = set()
    for node in tree.body:
        code = _compiled(ast.Module([node], []))
        stored = {str(i.argval) for i in dis.get_instructions(code) if i.opname in _GLOBAL_WRITES}
        # What a loop or a ``with`` reads it may have bound itself.
        inside = stored if isinstance(node, _COMPOUND) else set()
        needed |= {name for name in _global_names(code) if name not in bound | inside}
        bound |= stored
    return needed


def _global_names(code: types.CodeType) -> Iterator[str]:
    for instruction in dis.get_instructions(code):
        if instruction.opname in _GLOBAL_READS:
            yield str(instruction.argval)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _global_names(constant)


def required_parameters(unit: Unit) -> int | None:
    """How many parameters must be given by position; None where it can't be told (``*args``)."""
    node: ast.AST = unit.node
    if isinstance(node, ast.ClassDef):
        inits = [n for n in node.body if isinstance(n, Function) and n.name == "__init__"]
        if not inits:
            return None
        return _required(inits[-1].args, bound=1)
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
        return _required(node.value.args, bound=0)
    if isinstance(node, Function):
        return _required(node.args, bound=0)
    return None


def _required(arguments: ast.arguments, *, bound: int) -> int | None:
    if arguments.vararg is not None:
        return None
    positional = len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
    return positional - bound
