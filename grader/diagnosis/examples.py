"""A small call on which the student's function and the reference differ; never a hidden test's.

A hidden test module may define ``draw_example(rng, size, provided)``: it gives the arguments of one
call, small for small sizes. Sizes grow until the two differ; then elements are made 0 or 1 one
after another, as long as they still do. Only for functions that don't draw at random.
"""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from grader.errors import WireError
from grader.exam.candidate import StudentRaised
from grader.exam.compare import Mismatch, assert_close
from grader.exam.describe import describe
from grader.exam.examiner import Examiner, Paper
from grader.exam.overtime import Overtime, time_limit
from grader.exam.proxy import Student
from grader.exam.seeds import derive_seed
from grader.outcome import Example, Value, text
from grader.sandbox.faults import CandidateFault

_SIZES = (1, 2, 3, 4)
_TRIES = 2
_MAX_CALLS = 80
_MAX_ELEMENTS = 16
_SECONDS = 10.0

Draw = Callable[[torch.Generator, int, Any], Sequence[Any]]


@dataclass(frozen=True)
class _Difference:
    """What became of one call: what should have come, and what came.

    ``kind`` says of what: "result", or the "argument" or "gradient" with this ``number``;
    ``differentiated`` whether the gradient is that of the result's sum.
    """

    expected: Value
    got: Value | None = None
    raised: str = ""
    kind: str = "result"
    number: int = 0
    differentiated: bool = False


def find_example(examiner: Examiner, paper: Paper, function: str) -> Example | None:
    """An example for the page, or None where none was found.

    Args:
        examiner: who graded the paper.
        paper: one exercise of it.
        function: the function that students write.
    """
    items = examiner.items(paper.exercise)
    draw = getattr(getattr(items[0].item, "module", None), "draw_example", None) if items else None
    if draw is None:
        return None
    try:
        with time_limit(_SECONDS):
            return _Search(examiner, paper, function, draw).find()
    except (CandidateFault, StudentRaised, Overtime):
        return None  # the program came to its end: what the tests say has to do


class _Search:
    def __init__(self, examiner: Examiner, paper: Paper, function: str, draw: Draw) -> None:
        self._examiner = examiner
        self._paper = paper
        self._function = function
        self._draw = draw
        self._reference = examiner.examination.references[paper.exercise]
        self._provided = examiner.material.provided_module(paper.exercise)
        self._left = _MAX_CALLS

    def find(self) -> Example | None:
        for size in _SIZES:
            for attempt in range(_TRIES):
                seed = derive_seed(
                    self._paper.sitting.seed, "example", self._paper.exercise, f"{size}.{attempt}"
                )
                rng = torch.Generator().manual_seed(seed)
                arguments = list(self._draw(rng, size, self._provided))
                difference = self._difference(arguments)
                if difference is not None:
                    return self._example(*self._simplified(arguments, difference))
        return None

    def _simplified(
        self, arguments: list[Any], difference: _Difference
    ) -> tuple[list[Any], _Difference]:
        for tensor in list(_tensors(arguments)):
            flat = tensor.data.view(-1)
            for place in range(min(flat.numel(), _MAX_ELEMENTS)):
                for simple in (0.0, 1.0):
                    before = float(flat[place])
                    if abs(before) <= abs(simple) and before >= 0:
                        continue
                    flat[place] = simple
                    found = self._difference(arguments)
                    if found is not None:
                        difference = found
                        break
                    flat[place] = before
        return arguments, difference

    def _difference(self, arguments: list[Any]) -> _Difference | None:
        if self._left <= 0:
            return None
        self._left -= 1
        ours, theirs = copy.deepcopy(arguments), copy.deepcopy(arguments)
        expected = _outcome(getattr(self._reference, self._function), ours)
        exercise, conversation = self._paper.exercise, self._paper.sitting.conversation
        conversation.begin(exercise, 0)
        student = Student(conversation, exercise)
        remote = [
            getattr(student.provided, item.__name__) if inspect.isfunction(item) else item
            for item in theirs
        ]
        try:
            came = _outcome(getattr(student, self._function), remote)
        except StudentRaised as error:
            shown = next(iter(expected.values()), None)
            return _Difference(describe(shown), raised=str(error)[:300])
        except (ArithmeticError, RuntimeError, TypeError, ValueError, WireError):
            return None  # what came can't be differentiated, for example
        for (kind, number), wanted in expected.items():
            shown = came.get((kind, number))
            try:
                assert_close(shown, wanted)
            except Mismatch:
                return _Difference(
                    describe(wanted),
                    describe(shown),
                    kind=kind,
                    number=number,
                    differentiated=isinstance(expected.get(("result", 0)), torch.Tensor),
                )
        return None

    def _example(self, arguments: list[Any], difference: _Difference) -> Example:
        names = list(inspect.signature(getattr(self._reference, self._function)).parameters)
        lines: list[str] = []
        for name, value in zip(names, arguments, strict=True):
            lines += _written(name, value, self._paper_source())
        call = f"{self._function}({', '.join(names)})"
        lines += _watched(call, _names(names, arguments), difference)
        problem = text("{error}", error=difference.raised) if difference.raised else None
        return Example("\n".join(lines), difference.expected, difference.got, problem)

    def _paper_source(self) -> str:
        return self._examiner.material.provided_source(self._paper.exercise) or ""


def _watched(call: str, tensors: Sequence[str], difference: _Difference) -> list[str]:
    """Lines that make the call and print that of it which differs."""
    if difference.kind == "result":
        return [f"print({call})"]
    name = tensors[difference.number]
    if difference.kind == "argument":
        return [call, f"print({name})"]
    backward = ".sum().backward()" if difference.differentiated else ""
    return [f"{call}{backward}", f"print({name}.grad)"]


def _names(names: Sequence[str], arguments: Sequence[Any]) -> list[str]:
    """What the tensors among the arguments are called in the example, in their order."""
    found: list[str] = []
    for name, value in zip(names, arguments, strict=True):
        if isinstance(value, torch.Tensor):
            found.append(name)
        elif isinstance(value, list | tuple):
            found += [f"{name}_{place}" for place, _ in enumerate(_tensors(value), start=1)]
    return found


def _outcome(function: Callable[..., Any], arguments: list[Any]) -> dict[tuple[str, int], Any]:
    """What a call comes to: its result, its arguments afterwards, and their gradients."""
    result = function(*arguments)
    tracked = [tensor for tensor in _tensors(arguments) if tensor.requires_grad]
    found: dict[tuple[str, int], Any] = {}
    if isinstance(result, torch.Tensor):
        found["result", 0] = result
        if tracked and result.requires_grad:
            for tensor in tracked:
                tensor.grad = None
            result.sum().backward()
    elif isinstance(result, list | tuple):
        found["result", 0] = [float(item) for item in result]
    for number, tensor in enumerate(_tensors(arguments)):
        found["argument", number] = tensor.detach()
        if tensor.requires_grad:
            gradient = tensor.grad
            found["gradient", number] = torch.zeros_like(tensor) if gradient is None else gradient
    return found


def _tensors(value: Any) -> Iterator[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _tensors(item)


def _written(name: str, value: Any, provided: str) -> list[str]:
    """Lines of Python that make the value under this name."""
    if isinstance(value, torch.Tensor):
        tracks = ", requires_grad=True" if value.requires_grad else ""
        lines = [f"{name} = torch.tensor({_plain(value)}{tracks})"]
        if value.grad is not None:
            lines.append(f"{name}.grad = torch.tensor({_plain(value.grad)})")
        return lines
    if isinstance(value, list) and any(isinstance(item, torch.Tensor) for item in value):
        parts = [f"{name}_{number}" for number in range(1, len(value) + 1)]
        lines = [
            line
            for part, item in zip(parts, value, strict=True)
            for line in _written(part, item, provided)
        ]
        return [*lines, f"{name} = [{', '.join(parts)}]"]
    if inspect.isfunction(value):
        return [*_source_of(value.__name__, provided), f"{name} = {value.__name__}"]
    return [f"{name} = {value!r}"]


def _plain(tensor: torch.Tensor) -> Any:
    return tensor.detach().tolist()


def _source_of(name: str, source: str) -> list[str]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return ast.unparse(node).splitlines()
    return []
