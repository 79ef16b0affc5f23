"""Mutants of a reference solution: small changes of its syntax tree that mean something here.

Each operator yields changed copies of one node. A mutant is named by what it does to its statement
(``return X @ w + b → return X @ w - b``), so that its name survives changes elsewhere. Mutants that
print the same are one.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SWAPS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_WRAPS = (
    "{}.detach()",
    "{}.sum()",
    "{}.mean()",
    "{}.double()",
    "{}.flatten()",
    "{}.clone()",
    "-{}",
)
_Path = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Mutant:
    """A changed reference; ``change`` is its name."""

    change: str
    program: str


def mutants(source: str, function: str) -> list[Mutant]:
    """All mutants of a function in a program.

    Args:
        source: the reference program.
        function: the function that is changed; the rest stays.
    """
    tree = ast.parse(source)
    (place,) = (
        number
        for number, node in enumerate(tree.body)
        if isinstance(node, ast.FunctionDef) and node.name == function
    )
    original = tree.body[place]
    assert isinstance(original, ast.FunctionDef)
    if ast.get_docstring(original) is not None and len(original.body) > 1:
        del original.body[0]
    found: dict[str, Mutant] = {}
    printed = {ast.unparse(original)}
    for path, changed in _changes(original):
        mutated = copy.deepcopy(original)
        _put(mutated, path, changed)
        ast.fix_missing_locations(mutated)
        text = ast.unparse(mutated)
        if text in printed:
            continue
        printed.add(text)
        body = [*tree.body[:place], mutated, *tree.body[place + 1 :]]
        change = _change(original, mutated, path)
        while change in found:
            change += " (again)"
        found[change] = Mutant(change, ast.unparse(ast.Module(body, [])) + "\n")
    return list(found.values())


def _changes(function: ast.FunctionDef) -> Iterator[tuple[_Path, object]]:
    """Where to put what: the path to a node or a list of statements, and what replaces it."""
    parameters = [argument.arg for argument in function.args.args]
    for path, node in _walk(function, ()):
        if isinstance(node, list):
            for changed in _of_statements(node):
                yield path, changed
        elif isinstance(node, ast.expr):
            for operator in _OPERATORS:
                for expression in operator(node):
                    yield path, expression
            for expression in _of_parameter(node, parameters):
                yield path, expression
        elif isinstance(node, ast.stmt):
            for statement in _of_statement(node):
                yield path, statement


def _walk(node: ast.AST, path: _Path) -> Iterator[tuple[_Path, object]]:
    """Every expression, statement and list of statements below the function's signature."""
    for name, value in ast.iter_fields(node):
        if name in ("args", "decorator_list", "returns", "type_params") and not path:
            continue
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield (*path, (name, None)), value
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for number, child in children:
            if isinstance(child, ast.AST):
                below = (*path, (name, number))
                if not isinstance(getattr(child, "ctx", None), ast.Store | ast.Del):
                    yield below, child
                yield from _walk(child, below)


def _put(root: ast.AST, path: _Path, new: object) -> None:
    node: ast.AST = root
    for name, number in path[:-1]:
        value = getattr(node, name)
        node = value if number is None else value[number]
    name, number = path[-1]
    if number is None:
        setattr(node, name, copy.deepcopy(new))
    else:
        getattr(node, name)[number] = copy.deepcopy(new)


# Expressions.


def _drop_call(node: ast.expr) -> Iterator[ast.expr]:
    """``f(x, …)`` becomes ``x``, and ``x.f(…)`` becomes ``x``."""
    if not isinstance(node, ast.Call):
        return
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]
    if isinstance(node.func, ast.Attribute):
        yield node.func.value


def _other_arguments(node: ast.expr) -> Iterator[ast.expr]:
    """Arguments in another order, or one fewer; a keyword fewer."""
    if not isinstance(node, ast.Call):
        return
    for place in range(len(node.args) - 1):
        changed = copy.deepcopy(node)
        arguments = changed.args
        arguments[place], arguments[place + 1] = arguments[place + 1], arguments[place]
        yield changed
    if len(node.args) > 1:
        for place in range(len(node.args)):
            changed = copy.deepcopy(node)
            del changed.args[place]
            yield changed
    for place in range(len(node.keywords)):
        changed = copy.deepcopy(node)
        del changed.keywords[place]
        yield changed


def _other_constant(node: ast.expr) -> Iterator[ast.expr]:
    """Off by one, doubled, without sign; a flag turned round."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, float):
        for other in (value * 2, value * 10, value**2, 0.0, value + 1):
            yield ast.Constant(other)


def _other_arithmetic(node: ast.expr) -> Iterator[ast.expr]:
    """Another operator; operands changed round; only one of the operands."""
    if not isinstance(node, ast.BinOp):
        return
    for operator in _SWAPS.get(type(node.op), ()):
        yield ast.BinOp(node.left, operator(), node.right)
    yield node.left
    yield node.right
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
        yield ast.BinOp(node.right, node.op, node.left)


def _other_comparison(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        changed = copy.deepcopy(node)
        changed.ops[0] = _COMPARISONS[type(node.ops[0])]()
        yield changed


def _other_slice(node: ast.expr) -> Iterator[ast.expr]:
    """An index or a slice dropped; a bound of a slice dropped."""
    if not isinstance(node, ast.Subscript):
        return
    yield node.value
    if isinstance(node.slice, ast.Slice):
        for bound in ("lower", "upper", "step"):
            if getattr(node.slice, bound) is not None:
                changed = copy.deepcopy(node)
                setattr(changed.slice, bound, None)
                yield changed


def _fewer_elements(node: ast.expr) -> Iterator[ast.expr]:
    """A list or tuple without one of its elements, or in another order."""
    if isinstance(node, ast.List | ast.Tuple) and len(node.elts) > 1:
        for place in range(len(node.elts)):
            changed = copy.deepcopy(node)
            del changed.elts[place]
            yield changed
        changed = copy.deepcopy(node)
        changed.elts.reverse()
        yield changed


def _of_parameter(node: ast.expr, parameters: list[str]) -> Iterator[ast.expr]:
    """A constant, or the next parameter, in place of one."""
    if isinstance(node, ast.Name) and node.id in parameters:
        yield ast.Constant(1)
        if len(parameters) > 1:
            following = parameters[(parameters.index(node.id) + 1) % len(parameters)]
            yield ast.Name(following, ast.Load())


_OPERATORS: tuple[Callable[[ast.expr], Iterator[ast.expr]], ...] = (
    _drop_call,
    _other_arguments,
    _other_constant,
    _other_arithmetic,
    _other_comparison,
    _other_slice,
    _fewer_elements,
)


# Statements.


def _of_statement(node: ast.stmt) -> Iterator[ast.stmt]:
    """Another value returned or yielded; another operator in an assignment; a loop cut short."""
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(None)
        for value in _wrapped(node.value):
            yield ast.Return(value)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield):
        yield ast.Return(node.value.value)
    if isinstance(node, ast.AugAssign):
        for operator in _SWAPS.get(type(node.op), ()):
            yield ast.AugAssign(node.target, operator(), node.value)
        yield ast.Assign([node.target], node.value)
        read = copy.deepcopy(node.target)
        read.ctx = ast.Load()
        yield ast.Assign([node.target], ast.BinOp(read, node.op, node.value))
    if isinstance(node, ast.For):
        for extra in (ast.Break(), ast.Return(None)):
            changed = copy.deepcopy(node)
            changed.body.append(extra)
            yield changed


def _wrapped(value: ast.expr) -> Iterator[ast.expr]:
    elements = value.elts if isinstance(value, ast.Tuple) else [value]
    for place, element in enumerate(elements):
        for template in _WRAPS:
            inner = ast.unparse(element)
            inner = inner if inner.isidentifier() else f"({inner})"
            wrapped = ast.parse(template.format(inner), mode="eval").body
            if isinstance(value, ast.Tuple):
                yield ast.Tuple([*elements[:place], wrapped, *elements[place + 1 :]], ast.Load())
            else:
                yield wrapped


def _of_statements(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """A statement left out, moved, or freed from its block; two that change places."""
    for place, node in enumerate(body):
        before, after = body[:place], body[place + 1 :]
        if not isinstance(node, ast.Return):
            yield [*before, *after] or [ast.Pass()]
        if isinstance(node, ast.With):
            yield [*before, *node.body, *after]
        if isinstance(node, ast.For):
            yield [*before, *_moved_out(node), *after]
            if after and not isinstance(after[0], ast.Return):
                loop = copy.deepcopy(node)
                loop.body.append(after[0])
                yield [*before, loop, *after[1:]]
        if after and not isinstance(after[0], ast.Return):
            yield [*before, after[0], node, *after[1:]]
        if after and isinstance(after[0], ast.Return) and isinstance(node, ast.For):
            loop = copy.deepcopy(node)
            loop.body.append(after[0])
            yield [*before, loop]


def _moved_out(node: ast.For) -> list[ast.stmt]:
    """The loop without its last statement, which comes after it."""
    if len(node.body) < 2:
        return [node]
    loop = copy.deepcopy(node)
    last = loop.body.pop()
    return [loop, last]


def _change(original: ast.FunctionDef, mutated: ast.FunctionDef, path: _Path) -> str:
    """What happened, as the lines that differ."""
    before, after = (ast.unparse(tree).splitlines() for tree in (original, mutated))
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return f"{_joined(before)} → {_joined(after)}"


def _joined(lines: list[str]) -> str:
    return "; ".join(line.strip() for line in lines) or "(nothing)"
