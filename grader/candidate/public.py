"""A cell of public checks, run on the program as it was taken out for grading.

The cell has a module of its own. The function that is checked is the program's, and so is what the
exercise provides; what else the cell needs is taken from its notebook by the same rules. So a
function that works in the notebook by what is not taken out does not work here either.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from grader.candidate.extract import ReadFile, surroundings
from grader.candidate.parsing import ParsedCell, names_needed
from grader.candidate.program import Loaded, label_of, notebook_module, run_unit

_MAX_CODE = 160
_MAX_CHECKS = 500


@dataclass(frozen=True)
class Check:
    """One thing that a cell checks: an assert, or a statement with asserts in it.

    ``before`` are the statements that lead to it. ``alone`` says whether it is a plain assert, on
    which nothing after it depends. ``code`` is what it demands, "" for the rest of a cell.
    """

    before: tuple[ast.stmt, ...]
    statement: ast.stmt
    alone: bool
    code: str

    def report(self) -> list[object]:
        """The plain data that is told of it: its lines and those that lead to it, what it is."""
        first = self.before[0] if self.before else self.statement
        last = self.statement.end_lineno or self.statement.lineno
        return [first.lineno, self.statement.lineno, last, self.alone, self.code]


class PublicCell:
    """One cell with public checks; they are run in their order, each at most once.

    Args:
        loaded: the student's program.
        file: the notebook that holds the cell.
        cell: the cell, which parses.
    """

    def __init__(self, loaded: Loaded, file: ReadFile, cell: ParsedCell) -> None:
        assert cell.tree is not None
        self._loaded = loaded
        self._file = file
        self._cell = cell
        self._tree = cell.tree
        self._place: Loaded | None = None
        self._failed = False
        self.checks = tuple(_checks(cell.tree))[:_MAX_CHECKS]

    def run(self, number: int) -> None:
        """Run what leads to a check, and the check. Raises whatever the code raises."""
        if self._place is None:
            self._place = self._prepare()
        check = self.checks[number]
        try:
            for statement in (*check.before, check.statement):
                if not (self._failed and _prints(statement)):  # it would say that all is well
                    self._run(statement, self._place)
        except BaseException:
            self._failed = True
            raise

    def _run(self, statement: ast.stmt, place: Loaded) -> None:
        label = label_of(self._file.notebook.file, self._cell.number)
        exec(compile(ast.Module([statement], []), label, "exec"), place.module.__dict__)

    def _prepare(self) -> Loaded:
        spec = self._loaded.program.spec
        place = Loaded(self._loaded.program, notebook_module(f"check_{spec.exercise}"))
        names = place.module.__dict__
        names[spec.function] = self._loaded.function("student", spec.function)
        for name in spec.provided if self._loaded.provided is not None else ():
            names[name] = getattr(self._loaded.provided, name)
        for unit in surroundings(
            self._file, names_needed(self._tree), known=list(names), without=self._cell.number
        ):
            run_unit(unit, place)
        return place


def _checks(tree: ast.Module) -> Iterator[Check]:
    before: list[ast.stmt] = []
    for statement in tree.body:
        demand = _demand(statement)
        if demand is None:
            before.append(statement)
        else:
            yield Check(tuple(before), statement, isinstance(statement, ast.Assert), demand)
            before = []
    if not all(map(_prints, before)):
        yield Check(tuple(before[:-1]), before[-1], False, "")


def _demand(statement: ast.stmt) -> str | None:
    """What the statement's first assert demands; None where it has none to run now."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return None
    asserts = [node for node in ast.walk(statement) if isinstance(node, ast.Assert)]
    if not asserts:
        return None
    line = " ".join(ast.unparse(asserts[0].test).split())
    return line if len(line) <= _MAX_CODE else f"{line[: _MAX_CODE - 1]}…"


def _prints(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("print", "display")
    )
