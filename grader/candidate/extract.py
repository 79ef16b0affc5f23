"""Takes a student's program out of the cells: the required function and what it needs.

The program is taken out, not run: imports, functions, classes and assigned names that the required
function needs, found by name over all cells. Top-level training, plots and downloads stay behind.
Nothing of the student's code runs here.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.candidate.notebook import Notebook
from grader.candidate.parsing import Function, ParsedCell, Unit, parse_cell, required_parameters
from grader.wire.definitions import definition_digest

_BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "get_ipython", "display"}
# Expressions that can give a function, where a name is bound to one.
_FUNCTIONS = (ast.Name, ast.Attribute, ast.Call, ast.Lambda, ast.IfExp, ast.Subscript)
Note = tuple[str, dict[str, str | int]]


@dataclass(frozen=True)
class Spec:
    """What the examiner asks for, for one exercise; all of it is public.

    ``given`` holds digests of the functions that the stubs give away (``definition_digest``);
    ``others`` the functions of the assignment's other exercises.
    """

    exercise: str
    function: str
    parameters: int
    also_named: tuple[str, ...]
    provided: frozenset[str]
    forbid: tuple[str, ...]
    given: frozenset[str]
    others: frozenset[str]

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Spec:
        return cls(
            exercise=plain["exercise"],
            function=plain["function"],
            parameters=plain["parameters"],
            also_named=tuple(plain["also_named"]),
            provided=frozenset(plain["provided"]),
            forbid=tuple(plain["forbid"]),
            given=frozenset(plain["given"]),
            others=frozenset(plain["others"]),
        )


@dataclass(frozen=True)
class ReadFile:
    """A handed-in notebook with its code cells parsed."""

    notebook: Notebook
    cells: tuple[ParsedCell, ...]

    @property
    def units(self) -> Iterator[Unit]:
        for cell in self.cells:
            yield from cell.units

    def is_for(self, exercise: str) -> bool:
        """Whether the file says, by its metadata or its name, that it is for ``exercise``."""
        if self.notebook.exercise == exercise:
            return True
        return _squeezed(exercise) in _squeezed(self.notebook.file.rpartition("/")[2])


@dataclass
class Program:
    """What was taken out for one exercise. ``status`` is "found", "missing" or "not_handed_in"."""

    spec: Spec
    status: str
    file: str | None = None
    name: str | None = None
    place: tuple[int, int, int] | None = None  # cell, first and last line of the function
    units: list[Unit] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    forbidden: str | None = None

    def report(self) -> dict[str, object]:
        """The plain data that the examiner receives."""
        return {
            "exercise": self.spec.exercise,
            "status": self.status,
            "file": self.file,
            "place": self.place and [*self.place, self.name],
            "notes": [list(note) for note in self.notes],
            "forbidden": self.forbidden,
        }


def parse_file(notebook: Notebook) -> ReadFile:
    """Parse all code cells of a notebook."""
    cells = tuple(
        parse_cell(notebook.file, cell.number, cell.source)
        for cell in notebook.cells
        if cell.kind == "code"
    )
    return ReadFile(notebook, cells)


def extract(files: Sequence[ReadFile], spec: Spec) -> Program:
    """Take one exercise's program out of a student's files."""
    own = [file for file in files if file.is_for(spec.exercise)]
    rest = [file for file in files if file not in own]
    return (
        _written(own, spec)
        or _near_enough(own, spec)
        or _written(rest, spec)
        or _near_enough([*own, *rest], spec)
        or _as_the_stub_left_it([*own, *rest], spec)
        or _missing(own, [*own, *rest], spec)
    )


def _written(files: Sequence[ReadFile], spec: Spec) -> Program | None:
    found = [
        (file, definitions)
        for file in files
        if (definitions := [unit for unit in _definitions(file, spec) if not _is_stub(unit)])
    ]
    if not found:
        return None
    program = _taken(*found[0], spec)
    others = ", ".join(file.notebook.file for file, _ in found[1:])
    if others:
        values: dict[str, str | int] = {"name": spec.function, "others": others}
        program.notes.append(("also_elsewhere", {**values, "file": found[0][0].notebook.file}))
    return program


def _near_enough(files: Sequence[ReadFile], spec: Spec) -> Program | None:
    """A function under another name, when it is the only one that can be meant."""
    fitting = [
        (file, unit)
        for file, unit in _near(files, spec)
        if required_parameters(unit) == spec.parameters and not _is_stub(unit)
    ]
    return _renamed(*fitting[0], spec) if len(fitting) == 1 else None


def _as_the_stub_left_it(files: Sequence[ReadFile], spec: Spec) -> Program | None:
    for file in files:
        definitions = _definitions(file, spec)
        if definitions:
            return _taken(file, definitions[-1:], spec)
    return None


def _taken(file: ReadFile, definitions: list[Unit], spec: Spec) -> Program:
    program = Program(spec, "found", file.notebook.file, spec.function)
    chosen = definitions[-1]
    if len(definitions) > 1:
        program.notes.append(("defined_twice", {"name": spec.function, "times": len(definitions)}))
    units = list(file.units)
    rebound = [
        unit
        for unit in units[units.index(chosen) + 1 :]
        if spec.function in unit.binds and not unit.is_definition and not _is_given(unit, spec)
    ]
    if rebound:
        program.notes.append(("rebound", {"name": spec.function, "cell": rebound[0].cell}))
    return _finish(program, file, chosen)


def _renamed(file: ReadFile, unit: Unit, spec: Spec) -> Program:
    name = next(iter(unit.binds))
    program = Program(spec, "found", file.notebook.file, name)
    program.notes.append(("renamed", {"name": name, "wanted": spec.function}))
    return _finish(program, file, unit)


def _finish(program: Program, file: ReadFile, chosen: Unit) -> Program:
    spec = program.spec
    parameters = required_parameters(chosen)
    if parameters is not None and parameters != spec.parameters:
        values: dict[str, str | int] = {
            "name": spec.function,
            "parameters": parameters,
            "wanted": spec.parameters,
        }
        program.notes.append(("parameters", values))
    last = chosen.node.end_lineno or chosen.node.lineno
    program.place = (chosen.cell, chosen.node.lineno, last)
    program.units = _slice(file, chosen, spec)
    program.notes += _cell_notes(file)
    program.notes += _provided_notes(file, spec)
    program.forbidden = _forbidden(program.units, spec.forbid)
    return program


def _missing(own: list[ReadFile], ordered: list[ReadFile], spec: Spec) -> Program:
    notes = [note for file in ordered for note in _seen_elsewhere(file, spec.function)]
    names = sorted({name for _, unit in _near(ordered, spec) for name in unit.binds})
    if names:
        notes.append(("did_you_mean", {"wanted": spec.function, "names": ", ".join(names)}))
    perhaps: list[Note] = [
        ("perhaps", {"cell": unit.cell, "name": name, "wanted": spec.function})
        for file in own
        for unit in file.units
        for name in unit.binds
        if isinstance(unit.node, Function)
        and not names
        and not _is_given(unit, spec)
        and name not in spec.others | spec.provided
        and required_parameters(unit) == spec.parameters
    ]
    notes += perhaps if len(perhaps) == 1 else []
    if not own and not notes:
        return Program(spec, "not_handed_in")
    file = own[0] if own else ordered[0]
    notes.append(("missing", {"wanted": spec.function}))
    return Program(spec, "missing", file.notebook.file, notes=notes + _cell_notes(file))


def _definitions(file: ReadFile, spec: Spec) -> list[Unit]:
    name = spec.function
    found = [unit for unit in file.units if name in unit.binds and unit.is_definition]
    if not found:
        # An alias, `squared_loss = my_loss`, or a definition inside of an `if`, counts where there
        # is no plain definition at all.
        found = [u for u in file.units if _may_define(u.node, name)][-1:]
    return [unit for unit in found if not _is_given(unit, spec)]


def _may_define(node: ast.stmt, name: str) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return isinstance(node.value, _FUNCTIONS) and any(
            isinstance(target, ast.Name) and target.id == name for target in targets
        )
    return isinstance(node, ast.If | ast.Try | ast.With) and any(
        isinstance(part, Function) and part.name == name for part in ast.walk(node)
    )


def _is_given(unit: Unit, spec: Spec) -> bool:
    return bool(spec.given) and definition_digest(unit.node) in spec.given


def _is_stub(unit: Unit) -> bool:
    """Whether the function does nothing but raise NotImplementedError, as stubs do."""
    if not isinstance(unit.node, Function):
        return False
    body = [node for node in unit.node.body if not _is_docstring(node)]
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    raised = body[0].exc
    kind = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(kind, ast.Name) and kind.id == "NotImplementedError"


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _near(files: Sequence[ReadFile], spec: Spec) -> list[tuple[ReadFile, Unit]]:
    found = {}
    for file in files:
        for unit in file.units:
            for name in unit.binds if isinstance(unit.node, Function) else ():
                if _is_near(name, spec) and not _is_given(unit, spec):
                    found[name] = (file, unit)
    return list(found.values())


def _is_near(name: str, spec: Spec) -> bool:
    if name in spec.others or name in spec.provided:
        return False
    if name in spec.also_named:
        return True
    allowed = 1 if len(spec.function) < 5 else 2
    return _distance(name.lower(), spec.function.lower(), allowed) <= allowed


def _distance(a: str, b: str, limit: int) -> int:
    """Levenshtein's edit distance; anything above ``limit`` when it is surely larger."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        previous, row = row, [i]
        for j, other in enumerate(b, start=1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (letter != other)))
    return row[-1]


def _slice(file: ReadFile, chosen: Unit, spec: Spec) -> list[Unit]:
    """The units that ``chosen`` needs, directly or through others, in the notebook's order."""
    units = list(file.units)
    taken, open_names = {id(chosen)}, set(chosen.needs)
    for unit in units:
        if unit.changes & chosen.binds:  # ``linreg.calls = 0``
            taken.add(id(unit))
            open_names |= unit.needs
    return _with_needs(units, taken, open_names, known={*chosen.binds, *spec.provided})


def surroundings(
    file: ReadFile, names: Iterable[str], *, known: Iterable[str], without: int
) -> list[Unit]:
    """The units that code outside of the program needs for ``names``, in the notebook's order.

    Args:
        file: where to look for them.
        names: what the code needs.
        known: names that are there already.
        without: the number of a cell of which nothing is taken.
    """
    units = [unit for unit in file.units if unit.cell != without]
    return _with_needs(units, set(), set(names), known=set(known))


def _with_needs(
    units: list[Unit], taken: set[int], open_names: set[str], *, known: set[str]
) -> list[Unit]:
    """The units of ``taken`` and those that are needed for ``open_names``, directly or through
    others."""
    binders: dict[str, list[Unit]] = {}
    imported = {name for unit in units if _is_import(unit.node) for name in unit.binds}
    for unit in units:
        for name in unit.binds | (unit.changes - imported):
            binders.setdefault(name, []).append(unit)
    seen = known | _BUILTINS
    unresolved = False
    while open_names:
        name = open_names.pop()
        if name in seen:
            continue
        seen.add(name)
        needed = _binding(name, binders.get(name, []))
        unresolved = unresolved or not needed
        for unit in needed:
            if id(unit) not in taken:
                taken.add(id(unit))
                open_names |= unit.needs
    stars = [unit for unit in units if unresolved and _is_star(unit.node)]
    taken |= {id(unit) for unit in stars}
    return _ordered([unit for unit in units if id(unit) in taken])


def _binding(name: str, units: list[Unit]) -> list[Unit]:
    """Of all that bind or change a name: the last definition and its changes, or everything."""
    definitions = [unit for unit in units if unit.is_definition and name in unit.binds]
    if definitions:
        return definitions[-1:] + [unit for unit in units if name in unit.changes]
    return units


def _ordered(units: list[Unit]) -> list[Unit]:
    """Imports and definitions first: notebooks are run out of order, and so may cells stand.

    A definition that needs an assigned name already when it is made (a default, a decorator)
    stays where it is.
    """
    imports = [unit for unit in units if _is_import(unit.node)]
    rest = [unit for unit in units if unit not in imports]
    plain = [unit for unit in rest if _is_plain_function(unit.node)]
    return imports + plain + [unit for unit in rest if unit not in plain]


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _is_plain_function(node: ast.stmt) -> bool:
    if not isinstance(node, Function) or node.decorator_list:
        return False
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    annotated = node.returns or any(argument.annotation for argument in every)
    return not (arguments.defaults or arguments.kw_defaults or annotated)


def _is_star(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _cell_notes(file: ReadFile) -> list[Note]:
    return [cell.problem for cell in file.cells if cell.problem is not None]


def _provided_notes(file: ReadFile, spec: Spec) -> list[Note]:
    return [
        ("provided", {"name": name, "cell": unit.cell})
        for unit in file.units
        for name in unit.binds & spec.provided
        if isinstance(unit.node, Function) and not _is_given(unit, spec)
    ]


def _seen_elsewhere(file: ReadFile, name: str) -> Iterator[Note]:
    """Where the function stands that was not found at top level: inside something, or in a
    comment."""
    comment = re.compile(rf"^\s*#+\s*def\s+{re.escape(name)}\b", re.MULTILINE)
    for cell in file.cells:
        if comment.search(cell.source):
            yield ("commented_out", {"name": name, "cell": cell.number})
        for outer in ast.walk(cell.tree) if cell.tree is not None else ():
            if not isinstance(outer, Function | ast.ClassDef):
                continue
            if any(isinstance(node, Function) and node.name == name for node in outer.body):
                code = "method" if isinstance(outer, ast.ClassDef) else "nested"
                yield (code, {"name": name, "outer": outer.name, "cell": cell.number})


def _forbidden(units: Iterable[Unit], forbid: Sequence[str]) -> str | None:
    """The first forbidden dotted name that the program uses; best effort, no security."""
    nodes = [unit.node for unit in units]
    aliases = dict(pair for node in nodes for pair in _aliases(node))
    used = {*aliases.values()}
    for node in nodes:
        used |= {_dotted(part, aliases) for part in ast.walk(node) if isinstance(part, ast.expr)}
    for name in forbid:
        if any(use == name or use.startswith(f"{name}.") for use in used):
            return name
    return None


def _aliases(node: ast.stmt) -> Iterator[tuple[str, str]]:
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            for alias in part.names:
                if alias.asname:
                    yield alias.asname, alias.name
        elif isinstance(part, ast.ImportFrom) and part.module:
            for alias in part.names:
                yield alias.asname or alias.name, f"{part.module}.{alias.name}"


def _dotted(node: ast.expr, aliases: dict[str, str]) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([aliases.get(node.id, node.id), *reversed(parts)])


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
