"""Runs a program that was taken out: each exercise is a module of its own.

Imports that fail don't fail the program until something uses what they should have brought.
Tracebacks name the notebook, the cell and the line.
"""

from __future__ import annotations

import ast
import importlib
import linecache
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from grader.candidate.extract import Note, Program, ReadFile
from grader.candidate.parsing import Unit

_FIRST_FRAMES, _LAST_FRAMES = 3, 6


class MissingModule:
    """Stands where a module could not be imported; any use raises what the import would have."""

    def __init__(self, message: str) -> None:
        object.__setattr__(self, "_message", message)

    def _fail(self, *_: object, **__: object) -> NoReturn:
        raise ModuleNotFoundError(object.__getattribute__(self, "_message"))

    __call__ = __getitem__ = __iter__ = _fail

    def __getattr__(self, name: str) -> NoReturn:
        self._fail()


class _Shell:
    """What ``get_ipython()`` gives in a graded program: magics do nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


@dataclass
class Loaded:
    """A student's program for one exercise, ready to be called."""

    program: Program
    module: types.ModuleType
    provided: types.ModuleType | None = None
    notes: list[Note] = field(default_factory=list)

    def function(self, target: str, name: str) -> Any:
        """What a call goes to: the student's function, or one of the provided ones.

        Raises:
            AttributeError: the program has no such name.
        """
        if target == "provided":
            return getattr(self.provided, name)
        if name == self.program.spec.function and self.program.name is not None:
            name = self.program.name
        return getattr(self.module, name)


class Sources:
    """The lines of every file that student code was compiled from, to make tracebacks of."""

    def __init__(self) -> None:
        self._lines: dict[str, tuple[str, int, list[str]]] = {}

    def register(self, files: list[ReadFile]) -> None:
        for file in files:
            for cell in file.cells:
                label = label_of(file.notebook.file, cell.number)
                self._lines[label] = (file.notebook.file, cell.number, cell.source.splitlines())
                # For whoever asks for the source of a function, as torch.jit does.
                lines = cell.source.splitlines(keepends=True)
                linecache.cache[label] = (len(cell.source), None, lines, label)

    def frames(self, error: BaseException) -> list[list[str | int]]:
        """The traceback's lines in student code: [file, cell, line, function, source] each."""
        found = [frame for frame in _walk(error.__traceback__) if frame[0] in self._lines]
        if len(found) > _FIRST_FRAMES + _LAST_FRAMES:
            found = found[:_FIRST_FRAMES] + found[-_LAST_FRAMES:]
        if isinstance(error, SyntaxError) and error.filename in self._lines:
            found.append((str(error.filename), error.lineno or 1, ""))
        return [self._frame(*frame) for frame in found]

    def _frame(self, label: str, line: int, function: str) -> list[str | int]:
        file, cell, lines = self._lines[label]
        source = lines[line - 1] if 0 < line <= len(lines) else ""
        return [file, cell, line, function, source[:500]]


def label_of(file: str, cell: int) -> str:
    """The file name that a cell's code is compiled under."""
    return f"{file}, cell {cell}"


def _walk(traceback: types.TracebackType | None) -> Iterator[tuple[str, int, str]]:
    while traceback is not None:
        code = traceback.tb_frame.f_code
        yield code.co_filename, traceback.tb_lineno, code.co_name
        traceback = traceback.tb_next


def load_program(program: Program, provided_source: str | None) -> Loaded:
    """Run the program's units in a fresh module.

    Raises:
        BaseException: whatever the student's code raises.
    """
    name = f"student_{program.spec.exercise}"
    loaded = Loaded(program, notebook_module(name))
    module = loaded.module
    if provided_source is not None:
        loaded.provided = _load_provided(program.spec.exercise, provided_source)
        for given in program.spec.provided:
            setattr(module, given, getattr(loaded.provided, given))
    for unit in program.units:
        run_unit(unit, loaded)
    return loaded


def notebook_module(name: str) -> types.ModuleType:
    """An empty module with what Jupyter adds to Python's own names."""
    module = types.ModuleType(name)
    module.__dict__.update(get_ipython=_Shell, display=print)
    sys.modules[name] = module
    return module


def _load_provided(exercise: str, source: str) -> types.ModuleType:
    module = types.ModuleType(f"provided_{exercise}")
    sys.modules[module.__name__] = module
    exec(compile(source, f"provided/{exercise}.py", "exec"), module.__dict__)
    return module


def run_unit(unit: Unit, loaded: Loaded) -> None:
    """Run one unit in the program's module. Raises whatever the student's code raises."""
    code = compile(ast.Module([unit.node], []), label_of(unit.file, unit.cell), "exec")
    try:
        exec(code, loaded.module.__dict__)
    except Exception as error:
        if isinstance(error, ImportError) and isinstance(unit.node, ast.Import | ast.ImportFrom):
            _stand_in(unit, loaded, error)
        elif unit.only_changes:  # perhaps only tried out: it must not cost the function itself
            loaded.notes.append(("change_failed", {"cell": unit.cell}))
        else:
            raise


def _stand_in(unit: Unit, loaded: Loaded, error: ImportError) -> None:
    wanted = _module_name(unit.node)
    loaded.notes.append(("module_missing", {"module": wanted[:100], "cell": unit.cell}))
    message = str(error) or f"No module named {wanted!r}"
    for name in unit.binds - {"*"}:
        loaded.module.__dict__[name] = MissingModule(message)


def _module_name(node: ast.stmt) -> str:
    if isinstance(node, ast.ImportFrom):
        return node.module or "."
    assert isinstance(node, ast.Import)
    return node.names[0].name


def preload(names: list[str]) -> None:
    """Import modules ahead of need; those that can't be imported here are passed over."""
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:  # an optional module may fail in any way; the candidate meets it later
            continue
