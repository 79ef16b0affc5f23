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
from grader.wire.values import Decoder, elements, lists_in, storage_of, tensor_bytes

# A change of one argument: [new data or None, kind of gradient change, gradient, requires_grad].
UNCHANGED, CLEARED, REPLACED = 0, 1, 2


@dataclass
class _Argument:
    tensor: torch.Tensor
    pointer: int
    shape: torch.Size
    data: bytes
    gradient: torch.Tensor | None
    gradient_data: bytes | None
    requires_grad: bool
    is_leaf: bool
    hooks: int

    @classmethod
    def of(cls, tensor: torch.Tensor) -> _Argument:
        gradient = tensor.grad if tensor.is_leaf else None
        return cls(
            tensor,
            tensor.data_ptr(),
            tensor.shape,
            bytes(tensor_bytes(tensor)),
            gradient,
            None if gradient is None else bytes(tensor_bytes(gradient)),
            tensor.requires_grad,
            tensor.is_leaf,
            _hooks(tensor),
        )

    def left_behind(self) -> Iterator[str]:
        """What was done to the tensor that another call would not see in its elements."""
        if self.is_leaf and not self.tensor.is_leaf:
            yield NO_LEAF
        if _hooks(self.tensor) > self.hooks:
            yield HOOK

    def change(self) -> list[Any] | None:
        tensor = self.tensor
        moved = tensor.data_ptr() != self.pointer or tensor.shape != self.shape
        written = moved or tensor_bytes(tensor) != self.data
        kind, gradient = self._gradient_change()
        if not written and kind == UNCHANGED and tensor.requires_grad == self.requires_grad:
            return None
        return [tensor.detach() if written else None, kind, gradient, tensor.requires_grad]

    def _gradient_change(self) -> tuple[int, torch.Tensor | None]:
        gradient = self.tensor.grad if self.tensor.is_leaf else None
        if gradient is None:
            return (CLEARED if self.gradient is not None else UNCHANGED), None
        same = gradient is self.gradient
        if same and bytes(tensor_bytes(gradient)) == self.gradient_data:
            return UNCHANGED, None
        return REPLACED, gradient.detach()


class _Yielded:
    """A tensor that was yielded, as it was then. All of a pass are looked at after each item, so
    this looks at the memory itself, and asks the tensor only whether it still lies there."""

    def __init__(self, tensor: torch.Tensor) -> None:
        self.tensor = tensor
        self._array = elements(tensor)
        self._place = self._where()
        self._shares = self._array.ctypes.data == tensor.data_ptr()
        self._data = self._array.tobytes()

    def has_changed(self) -> bool:
        """Whether its elements are others now."""
        if not self._shares or self._where() != self._place:
            return elements(self.tensor).tobytes() != self._data
        return self._array.tobytes() != self._data

    def _where(self) -> tuple[object, ...]:
        return self.tensor.data_ptr(), self.tensor.shape, self.tensor.stride()


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
        self._arguments = {n: _Argument.of(t) for n, t in self.tensors.items()}
        self._lists = [(found, list(found)) for found in lists_in(arguments)]
        self._yielded: list[_Yielded] = []

    def number_of(self, value: object) -> int | None:
        """The number of an argument, when ``value`` is one of them."""
        for number, tensor in self.tensors.items():
            if tensor is value:
                return number
        return None

    def storages(self) -> set[int]:
        """Where the arguments' elements lie."""
        return {storage_of(tensor) for tensor in self.tensors.values()}

    def remember(self, tensor: torch.Tensor) -> int:
        """Remember a tensor that is being yielded, as it is now; gives its number."""
        self._yielded.append(_Yielded(tensor))
        return len(self._yielded) - 1

    def yielded_number(self, value: object) -> int | None:
        """The number of a tensor that was yielded before, when ``value`` is one."""
        for number, yielded in enumerate(self._yielded):
            if yielded.tensor is value:
                return number
        return None

    def left_behind(self) -> list[str]:
        """What was done to arguments that neither their elements nor their gradients show."""
        names = [name for argument in self._arguments.values() for name in argument.left_behind()]
        return list(dict.fromkeys(names))

    def changes(self) -> list[object]:
        """[arguments, arrays, lists, yielded]: what changed since the last time this was asked."""
        return [
            self._argument_changes(),
            self._array_changes(),
            self._list_changes(),
            self._yielded_changes(),
        ]

    def _argument_changes(self) -> dict[int, object]:
        changed: dict[int, object] = {}
        for number, argument in self._arguments.items():
            change = argument.change()
            if change is not None:
                changed[number] = change
                self._arguments[number] = _Argument.of(argument.tensor)
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
            if yielded.has_changed():
                changed[number] = yielded.tensor.detach()
                self._yielded[number] = _Yielded(yielded.tensor)
        return changed


@dataclass
class GlobalState:
    """The state that every function shares, compared with what it was before any student code."""

    seed: int = 0
    _baseline: dict[str, object] = field(default_factory=lambda: _state())
    _after: dict[str, set[float]] = field(default_factory=dict)

    def begin(self, seed: int) -> None:
        """Seed all generators for a new test."""
        self.seed = seed & (1 << 63) - 1
        seed_torch(self.seed)
        random.seed(self.seed)
        np.random.seed(self.seed & 0xFFFFFFFF)
        self._after = {name: set() for name in _next_draws()}

    def effects(self, with_gradients: bool) -> tuple[list[str], list[str]]:
        """(what was changed, which generators were seeded), since the test began.

        ``with_gradients`` is the gradient mode that the function was called in, and has to leave.
        """
        now = _state()
        changed = [name for name, value in now.items() if value != self._baseline[name]]
        if torch.is_grad_enabled() != with_gradients:
            changed.append(f"{GRADIENT_MODE} (now {'off' if with_gradients else 'on'})")
        seeded = ["torch"] if torch.initial_seed() != self.seed else []
        for name, drawn in _next_draws().items():
            if drawn in self._after[name]:
                seeded.append(name)
            self._after[name].add(drawn)
        return changed, seeded


def _state() -> dict[str, object]:
    return {
        "default dtype": torch.get_default_dtype(),
        "number of threads": torch.get_num_threads(),
        "deterministic mode": torch.are_deterministic_algorithms_enabled(),
        "default device": _default_device(),
        "precision of matrix products": torch.get_float32_matmul_precision(),
        "anomaly detection": torch.is_anomaly_enabled(),
        "inference mode": torch.is_inference_mode_enabled(),
        "print options": tuple(vars(torch._tensor_str.PRINT_OPTS).values()),
        "cuDNN settings": (torch.backends.cudnn.benchmark, torch.backends.cudnn.deterministic),
    }


def _default_device() -> object:
    """Where new tensors go. Making one is a quarter of the price of asking."""
    try:
        return torch.empty(0).device
    except Exception:  # a device that is not here may raise anything
        return torch.get_default_device()


def _next_draws() -> dict[str, float]:
    """What a generator gives next: never the same twice, unless it was seeded with a constant.

    Drawing is a hundred times as fast as reading the state. PyTorch's keeps its seed: that will do.
    """
    return {
        "random": random.random(),
        "numpy": np.random.random(),
    }
