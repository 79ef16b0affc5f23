"""A tape as Python that an instructor pastes below the student's code: the same calls, once more.

The arguments are what they were before each call, to the bit; the same tensor twice is the same
variable. The code holds no prose, so that a page can explain it in any language. Nothing that a
student wrote gets into it but the name of the function, and that only if it is a plain name.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from grader.exam.python_code import tensor_code, value_code
from grader.exam.tape import Event, Tape
from grader.outcome import Replay
from grader.wire.messages import Kind
from grader.wire.tensors import tensor_bytes
from grader.wire.values import Decoder, tensors_in

_MODULES = ("base64", "importlib.util", "itertools", "numpy", "random", "torch")
_MAX_CODE = 512 << 10
# The candidate draws a number of each when a test begins and after each call and each item, to see
# whether they were seeded (``grader.candidate.effects``).
_LOOK = "random.random(), numpy.random.random()"


@dataclass(frozen=True)
class Scene:
    """Where a test's calls were made.

    Attributes:
        function: the exercise's function.
        name: what the student calls it.
        provided: the file of the functions that tests hand over, as seen from the course; None
            where there is none.
        set_over: which of them stand over the student's own.
        draws_elsewhere: whether the student's file may draw from NumPy's or Python's generators.
    """

    function: str
    name: str
    provided: str | None = None
    set_over: tuple[str, ...] = ()
    draws_elsewhere: bool = False

    def called(self, name: str) -> str:
        """What a function has to be called in the student's notebook."""
        plain = self.name.isidentifier() and not keyword.iskeyword(self.name)
        return self.name if name == self.function and plain else name


def replay(tape: Tape, scene: Scene) -> Replay | None:
    """The calls on a tape as Python; None where no function of the student's was called.

    The code is empty where it would be too long for a page.
    """
    calls = sum(event.is_students for event in tape.events)
    if not calls:
        return None
    writer = _Writer(scene, _Names.of(tape))
    for event in tape.events:
        writer.add(event)
    writer.show()
    lines = [*_opening(tape, scene), *writer.lines]
    used = [name for name in _MODULES if any(f"{name}." in line for line in lines)]
    code = "\n".join([*(f"import {name}" for name in used), "", *lines]) + "\n"
    kept = code if len(code) <= _MAX_CODE else ""
    return Replay(kept, calls=calls, left_out=tape.left_out, emptied=writer.emptied)


def _opening(tape: Tape, scene: Scene) -> Iterator[str]:
    """What is there before the first call: the provided functions and the seeds."""
    if scene.provided is not None:
        yield f"spec = importlib.util.spec_from_file_location('provided', {scene.provided!a})"
        yield "provided = importlib.util.module_from_spec(spec)"
        yield "spec.loader.exec_module(provided)"
        yield from (f"{name} = provided.{name}" for name in scene.set_over)
        yield ""
    yield f"torch.manual_seed({tape.seed})"
    if scene.draws_elsewhere:
        yield f"random.seed({tape.seed})"
        yield f"numpy.random.seed({tape.seed & 0xFFFFFFFF})"
        yield _LOOK


@dataclass(frozen=True)
class _Provided:
    """Stands for a function of the provided file's among a call's arguments."""

    name: str


@dataclass
class _Known:
    """A tensor that has a variable, as the lines so far leave it; ``stale`` where they may not."""

    name: str
    tensor: torch.Tensor
    stale: bool = False


@dataclass
class _Names:
    """Names for results and passes: numbered only where there are several."""

    several_results: bool
    several_passes: bool
    results: dict[int, str] = field(default_factory=dict)
    passes: dict[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, tape: Tape) -> _Names:
        passes = {event.tree[:2] for event in tape.events if event.kind is Kind.NEXT}
        return cls(sum(event.is_students for event in tape.events) > 1, len(passes) > 1)

    def result(self, call: int) -> str:
        """The variable of what a call gave back."""
        number = str(len(self.results) + 1) if self.several_results else ""
        return self.results.setdefault(call, f"result{number}")

    def items(self, one_pass: tuple[int, int]) -> str:
        """The variable of what a pass over an iterable gave."""
        number = str(len(self.passes) + 1) if self.several_passes else ""
        return self.passes.setdefault(one_pass, f"items{number}")


class _Writer:
    """Writes the statements that lead to each request, and the request itself."""

    def __init__(self, scene: Scene, names: _Names) -> None:
        self._scene = scene
        self._names = names
        self._known: dict[int, _Known] = {}
        self._inputs: dict[int, list[_Known]] = {}
        self._iterables: dict[int, str] = {}
        self._returned: dict[int, str] = {}
        self._shown: dict[str, None] = {}
        self._hoisted = 0
        self._lists: list[str] = []
        self.lines: list[str] = []
        self.emptied = 0

    def add(self, event: Event) -> None:
        if event.kind is Kind.CALL:
            self._call(event)
        elif event.kind is Kind.NEXT:
            self._next(event)
        else:
            self._backward(event)

    def show(self) -> None:
        """Print what the last call gave back, and what it has changed."""
        self.lines += ["", *(f"print({name})" for name in self._shown)]

    def _say(self, statements: list[str], *, with_gradients: bool = True) -> None:
        if with_gradients:
            self.lines += statements
        else:
            self.lines += ["with torch.no_grad():", *(f"    {line}" for line in statements)]

    def _look(self) -> None:
        if self._scene.draws_elsewhere:
            self.lines.append(_LOOK)

    # Calls.

    def _call(self, event: Event) -> None:
        number, target, name = event.tree
        message = _decoded(event)
        _, _, _, _, arguments, with_gradients, tokens, _ = message.tree
        found = dict(zip(tokens, tensors_in(arguments), strict=True))
        self.lines.append("")
        names = {id(tensor): self._name(token) for token, tensor in found.items()}
        for token, tensor in found.items():
            self._state(token, tensor, names, is_empty=event.body is None)
        self._name_arrays(message, names, is_empty=event.body is None)
        written = self._arguments(arguments, names, hoist=event.lists_changed)
        if target == "provided":
            self._say([f"provided.{name}({written})"], with_gradients=with_gradients)
        else:
            result = self._names.result(number)
            self._shown = dict.fromkeys([result, *self._lists])
            called = self._scene.called(name)
            self._say([f"{result} = {called}({written})"], with_gradients=with_gradients)
            self._remember(event, message, result, found)
        self._look()

    def _name(self, token: int) -> str:
        return self._known[token].name if token in self._known else f"t{token}"

    def _state(
        self, token: int, tensor: torch.Tensor, names: dict[int, str], *, is_empty: bool
    ) -> None:
        """Make a variable for a tensor, or bring the one it has up to date."""
        name, known = names[id(tensor)], self._known.get(token)
        fits = known is not None and _is_alike(known.tensor, tensor)
        if known is not None and fits and (is_empty or _is_same(known, tensor)):
            return
        self.emptied += is_empty
        made = tensor_code(tensor, is_empty=is_empty)
        if fits:
            self.lines.append(f"{name}.data.copy_({made})")
            if known is not None and known.tensor.requires_grad != tensor.requires_grad:
                self.lines.append(f"{name}.requires_grad_({tensor.requires_grad})")
        else:
            flag = ".requires_grad_()" if tensor.requires_grad else ""
            self.lines.append(f"{name} = {made}{flag}")
        if tensor.grad is not None:
            gradient = names.get(id(tensor.grad)) or tensor_code(tensor.grad, is_empty=is_empty)
            self.lines.append(f"{name}.grad = {gradient}")
        elif fits:
            self.lines.append(f"{name}.grad = None")
        self._known[token] = _Known(name, tensor)

    def _name_arrays(self, message: Decoder, names: dict[int, str], *, is_empty: bool) -> None:
        for made in message.made.values():
            if isinstance(made, np.ndarray):
                names[id(made)] = f"array{self._number()}"
                plain = tensor_code(torch.from_numpy(made), is_empty=is_empty)
                self.emptied += is_empty
                self.lines.append(f"{names[id(made)]} = {plain}.numpy()")

    def _arguments(self, arguments: list[Any], names: dict[int, str], *, hoist: bool) -> str:
        written, self._lists = [], []
        for value in arguments:
            code = value_code(value, lambda found: _reference(found, names))
            if hoist and isinstance(value, list):
                variable = f"list{self._number()}"
                self.lines.append(f"{variable} = {code}")
                self._lists.append(variable)
                code = variable
            written.append(code)
        return ", ".join(written)

    def _number(self) -> int:
        self._hoisted += 1
        return self._hoisted

    def _remember(
        self, event: Event, message: Decoder, result: str, found: dict[int, torch.Tensor]
    ) -> None:
        """What the call has changed is stated anew before the next, and shown if it is the last."""
        changed = {id(message.made.get(number)) for number in event.changed}
        for token, tensor in found.items():
            known = self._known[token]
            known.stale = id(tensor) in changed
            # What came back says little where the parameters are what the function is about.
            if known.stale or (tensor.requires_grad and event.returned != "tensor"):
                self._shown[known.name] = None
                if tensor.requires_grad:
                    self._shown[f"{known.name}.grad"] = None
        number = event.tree[0]
        self._inputs[number] = [self._known[t] for t, x in found.items() if x.requires_grad]
        self._returned[number] = event.returned
        if event.handle is not None:
            self._iterables[event.handle] = result

    # What is done with results.

    def _next(self, event: Event) -> None:
        handle, number, count, with_gradients = event.tree
        result = self._iterables.get(handle)
        if result is None:  # a part of a result; or its call is not on the tape any more
            return
        is_new = (handle, number) not in self._names.passes
        items = self._names.items((handle, number))
        if is_new:
            self.lines.append(f"{items}, iterator_of_{items} = [], iter({result})")
        self._shown.pop(result, None)
        self._shown[items] = None
        pull = [f"for item in itertools.islice(iterator_of_{items}, {count}):"]
        pull.append(f"    {items}.append(item)")
        if self._scene.draws_elsewhere:
            pull.append(f"    {_LOOK}")
        self._say(pull, with_gradients=with_gradients)

    def _backward(self, event: Event) -> None:
        (call,) = event.tree
        if call not in self._names.results:  # its call is not on the tape any more
            return
        _, gradients = _decoded(event).tree
        result = self._names.results[call]
        is_empty = event.body is None
        written = [
            "None" if gradient is None else tensor_code(gradient, is_empty=is_empty)
            for gradient in gradients
        ]
        self.emptied += is_empty
        if self._returned[call] == "tensor":
            self.lines.append(f"{result}.backward({written[0]})")
        else:
            used = [place for place, gradient in enumerate(gradients) if gradient is not None]
            outputs = ", ".join(f"outputs[{place}]" for place in used)
            weights = ", ".join(written[place] for place in used)
            self.lines.append(f"outputs = [item for item in {result} if item.requires_grad]")
            self.lines.append(f"torch.autograd.backward([{outputs}], [{weights}])")
        for known in self._inputs[call]:
            known.stale = True
            self._shown[f"{known.name}.grad"] = None


def _decoded(event: Event) -> Decoder:
    """The request as the candidate got it; all zeros where the tensors were too large to keep."""
    body = bytearray(event.size) if event.body is None else bytearray(event.body)
    return Decoder(event.header, body, lambda _, name: _Provided(name.decode().rpartition(":")[2]))


def _reference(value: object, names: dict[int, str]) -> str | None:
    if isinstance(value, _Provided):
        return f"provided.{value.name}"
    return names.get(id(value)) if isinstance(value, torch.Tensor | np.ndarray) else None


def _is_alike(one: torch.Tensor, other: torch.Tensor) -> bool:
    return one.shape == other.shape and one.dtype == other.dtype and one.device == other.device


def _is_same(known: _Known, tensor: torch.Tensor) -> bool:
    """Whether a variable holds just this, its gradient too."""
    one, other = known.tensor.grad, tensor.grad
    if one is None or other is None:
        same_gradient = one is other
    else:
        same_gradient = tensor_bytes(one) == tensor_bytes(other)
    return (
        not known.stale
        and same_gradient
        and known.tensor.requires_grad == tensor.requires_grad
        and tensor_bytes(known.tensor) == tensor_bytes(tensor)
    )
