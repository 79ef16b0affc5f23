"""What a call did besides returning: changed arguments, global state, seeded generators.

Compared with bytes that were taken before the call. The examiner applies the changes to its own
objects, so that a hidden test sees them as if the function had run in its process.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from grader.wire.names import GRADIENT_MODE, HOOK, NO_LEAF
from grader.wire.seeding import seed_torch
from grader.wire.tensors import elements_themselves, storage_of, tensor_bytes
from grader.wire.values import Decoder, lists_in

# A change of one argument: [new data or None, kind of gradient change, gradient, requires_grad].
UNCHANGED, CLEARED, REPLACED = 0, 1, 2


class _Elements:
    """The elements of a tensor as they were. They are looked at again and again, so this looks at
    the memory itself, and asks the tensor only whether it still lies there."""

    def __init__(self, tensor: torch.Tensor) -> None:
        self.tensor = tensor
        self._array = elements_themselves(tensor)
        self._place = self._where()
        self._data = tensor_bytes(tensor) if self._array is None else self._array.tobytes()

    def have_changed(self) -> bool:
        """Whether there are others now, or in another shape."""
        if self._array is not None and self._where() == self._place:
            return self._array.tobytes() != self._data
        form = self.tensor.shape, self.tensor.dtype
        return form != self._place[:2] or tensor_bytes(self.tensor) != self._data

    def _where(self) -> tuple[object, ...]:
        found = self.tensor
        place = found.data_ptr(), found.stride(), found.is_conj(), found.is_neg()
        return found.shape, found.dtype, *place


class _Argument:
    """An argument as it was before the call."""

    def __init__(self, tensor: torch.Tensor) -> None:
        self.tensor = tensor
        self.requires_grad = tensor.requires_grad
        self.is_leaf = tensor.is_leaf
        self.hooks = _hooks(tensor)
        self._elements = _Elements(tensor)
        self._gradient = tensor.grad if self.is_leaf else None
        self._gradient_data = None if self._gradient is None else tensor_bytes(self._gradient)

    def left_behind(self) -> Iterator[str]:
        """What was done to the tensor that another call would not see in its elements."""
        if self.is_leaf and not self.tensor.is_leaf:
            yield NO_LEAF
        if _hooks(self.tensor) > self.hooks:
            yield HOOK

    def change(self) -> list[Any] | None:
        tensor = self.tensor
        written = self._elements.have_changed()
        kind, gradient = self._gradient_change()
        if not written and kind == UNCHANGED and tensor.requires_grad == self.requires_grad:
            return None
        return [tensor.detach() if written else None, kind, gradient, tensor.requires_grad]

    def _gradient_change(self) -> tuple[int, torch.Tensor | None]:
        gradient = self.tensor.grad if self.tensor.is_leaf else None
        if gradient is None:
            return (CLEARED if self._gradient is not None else UNCHANGED), None
        same = gradient is self._gradient
        if same and tensor_bytes(gradient) == self._gradient_data:
            return UNCHANGED, None
        return REPLACED, gradient.detach()


def _hooks(tensor: torch.Tensor) -> int:
    return len(tensor._backward_hooks or ())


class Watch:
    """Watches the arguments of one call, and the items that its iterators have yielded."""

    def __init__(self, message: Decoder, arguments: object) -> None:
        self.tensors: dict[int, torch.Tensor] = {}
        self._arrays: dict[int, tuple[np.ndarray[Any, Any], bytes]] = {}
        for number, made in message.made.items():
            if isinstance(made, torch.Tensor):
                self.tensors[number] = made
            else:
                self._arrays[number] = (made, made.tobytes())
        self._arguments = {n: _Argument(t) for n, t in self.tensors.items()}
        self._lists = [(found, list(found)) for found in lists_in(arguments)]
        self._yielded: list[_Elements] = []
        # By the ``id`` of tensors that are held here.
        self._numbers = {id(tensor): number for number, tensor in self.tensors.items()}
        self._yielded_numbers: dict[int, int] = {}
        self._places: list[int] = []
        self._storages: set[int] = set()

    def number_of(self, value: object) -> int | None:
        """The number of an argument, when ``value`` is one of them."""
        return self._numbers.get(id(value))

    def storages(self) -> set[int]:
        """Where the arguments' elements lie."""
        places = [tensor.data_ptr() for tensor in self.tensors.values()]
        if places != self._places or 0 in places:
            self._places = places
            self._storages = {storage_of(tensor) for tensor in self.tensors.values()}
        return self._storages

    def remember(self, tensor: torch.Tensor) -> int:
        """Remember a tensor that is being yielded, as it is now; gives its number."""
        number = self._yielded_numbers[id(tensor)] = len(self._yielded)
        self._yielded.append(_Elements(tensor))
        return number

    def yielded_number(self, value: object) -> int | None:
        """The number of a tensor that was yielded before, when ``value`` is one."""
        return self._yielded_numbers.get(id(value))

    def left_behind(self) -> list[str]:
        """What was done to arguments that neither their elements nor their gradients show."""
        names = [name for argument in self._arguments.values() for name in argument.left_behind()]
        return list(dict.fromkeys(names))

    def changes(self) -> list[object] | None:
        """[arguments, arrays, lists, yielded]: what changed since this was last asked; None where
        nothing did."""
        changed = [
            self._argument_changes(),
            self._array_changes(),
            self._list_changes(),
            self._yielded_changes(),
        ]
        return [*changed] if any(changed) else None

    def _argument_changes(self) -> dict[int, object]:
        changed: dict[int, object] = {}
        for number, argument in self._arguments.items():
            change = argument.change()
            if change is not None:
                changed[number] = change
                self._arguments[number] = _Argument(argument.tensor)
        return changed

    def _array_changes(self) -> dict[int, object]:
        changed: dict[int, object] = {}
        for number, (array, data) in self._arrays.items():
            if array.tobytes() != data:
                changed[number] = array
                self._arrays[number] = (array, array.tobytes())
        return changed

    def _list_changes(self) -> dict[int, object]:
        changed: dict[int, object] = {}
        for number, (found, before) in enumerate(self._lists):
            same = len(found) == len(before) and all(a is b for a, b in zip(found, before))  # noqa: B905  # lengths were compared
            if not same:
                changed[number] = list(found)
                self._lists[number] = (found, list(found))
        return changed

    def _yielded_changes(self) -> dict[int, object]:
        changed: dict[int, object] = {}
        for number, yielded in enumerate(self._yielded):
            if yielded.have_changed():
                changed[number] = yielded.tensor.detach()
                self._yielded[number] = _Elements(yielded.tensor)
        return changed


@dataclass
class GlobalState:
    """The state that every function shares, compared with what it was before any student code."""

    seed: int = 0
    _baseline: tuple[object, ...] = field(default_factory=lambda: _state())
    _after: list[set[float]] = field(default_factory=list)

    def begin(self, seed: int) -> None:
        """Seed all generators for a new test."""
        self.seed = seed & (1 << 63) - 1
        seed_torch(self.seed)
        random.seed(self.seed)
        np.random.seed(self.seed & 0xFFFFFFFF)
        self._after = [{drawn} for drawn in _next_draws()]

    def effects(self, with_gradients: bool) -> tuple[list[str], list[str]]:
        """(what was changed, which generators were seeded), since the test began.

        ``with_gradients`` is the gradient mode that the function was called in, and has to leave.
        """
        now, changed = _state(), []
        if now != self._baseline:
            states = zip(_STATES, self._baseline, now, strict=True)
            changed = [name for name, before, after in states if before != after]
        if torch.is_grad_enabled() != with_gradients:
            changed.append(f"{GRADIENT_MODE} (now {'off' if with_gradients else 'on'})")
        seeded = ["torch"] if torch.initial_seed() != self.seed else []
        for name, drawn, known in zip(_GENERATORS, _next_draws(), self._after, strict=True):
            if drawn in known:
                seeded.append(name)
            known.add(drawn)
        return changed, seeded


_STATES = (
    "default dtype",
    "number of threads",
    "deterministic mode",
    "default device",
    "precision of matrix products",
    "anomaly detection",
    "inference mode",
    "print options",
    "cuDNN settings",
)


def _state() -> tuple[object, ...]:
    """What ``_STATES`` names. Asked after every call and every item, so without detours."""
    return (
        torch.get_default_dtype(),
        torch.get_num_threads(),
        torch.are_deterministic_algorithms_enabled(),
        _default_device(),
        torch.get_float32_matmul_precision(),
        torch.is_anomaly_enabled(),
        torch.is_inference_mode_enabled(),
        (*vars(torch._tensor_str.PRINT_OPTS).values(),),
        (torch._C._get_cudnn_benchmark(), torch._C._get_cudnn_deterministic()),
    )


def _default_device() -> object:
    """Where new tensors go. Making one is a quarter of the price of asking."""
    try:
        return torch.empty(0).device
    except Exception:  # a device that is not here may raise anything
        return torch.get_default_device()


_GENERATORS = ("random", "numpy")


def _next_draws() -> tuple[float, float]:
    """What ``_GENERATORS`` give next: never the same twice, unless it was seeded with a constant.

    Drawing is a hundred times as fast as reading the state. PyTorch's keeps its seed: that will do.
    """
    return random.random(), np.random.random()
