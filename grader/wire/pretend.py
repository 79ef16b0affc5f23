"""A second device made of CPU memory, so that machines without a GPU can test device logic.

``torch.device("pretend")`` behaves like an accelerator: tensors have to be moved there, mixing
devices in one operation is an error, autograd and in-place operations work. Built on PyTorch's
Python backend for PrivateUse1 (``torch.utils.backend_registration``, experimental there). It says
nothing about a real GPU's numbers, speed or drivers: see docs/gpu.md.
"""

from __future__ import annotations

import functools
from typing import Any

import torch
from torch.utils import backend_registration
from torch.utils._pytree import tree_map

from grader.wire.names import PRETEND

NAME = PRETEND
# Operations in which a real accelerator takes tensors of the CPU too.
_MIXING = frozenset(
    {"aten::copy_", "aten::_to_copy", "aten::_copy_from", "aten::index", "aten::index_put_"}
)
_library: list[torch.library.Library] = []


class PretendTensor(torch.Tensor):
    """A tensor on the pretended device; ``held`` is the CPU tensor that it is made of."""

    held: torch.Tensor

    @staticmethod
    def __new__(cls, held: torch.Tensor) -> PretendTensor:
        device: Any = f"{NAME}:0"
        make: Any = torch.Tensor._make_wrapper_subclass
        wrapper: PretendTensor = make(
            cls, held.size(), dtype=held.dtype, device=device, strides=held.stride()
        )
        wrapper.held = held
        return wrapper

    @property  # type: ignore[override]  # torch's own is an attribute
    def data(self) -> PretendTensor:
        return PretendTensor(self.held)

    @data.setter
    def data(self, value: PretendTensor) -> None:
        torch.Tensor.data.__set__(self, value)  # type: ignore[attr-defined]  # a C descriptor
        self.held = value.held

    def tolist(self) -> Any:
        return self.held.tolist()

    def __format__(self, specification: str) -> str:
        return format(self.held, specification)

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]  # torch's own stub has no defaults
        cls, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        return _run(func, *args, **(kwargs or {}))


def _run(operation: Any, *args: Any, **keywords: Any) -> Any:
    """Run an operation on the CPU tensors behind, and wrap what comes out."""
    name = operation._schema.name
    _refuse_mixed(name, args)
    target = keywords.get("device")
    if target is not None:
        keywords["device"] = torch.device("cpu")
    result = operation(*tree_map(_held, args), **tree_map(_held, keywords))
    if target is not None and torch.device(target).type == "cpu":
        return result
    if not operation._schema.returns:  # it wrote into a list of tensors
        return None
    if _writes_its_first(operation):
        return args[0]
    return tree_map(_wrapped, result)


def _writes_its_first(operation: Any) -> bool:
    arguments = operation._schema.arguments
    alias = arguments[0].alias_info if arguments else None
    return bool(alias is not None and alias.is_write)


def _refuse_mixed(name: str, args: Any) -> None:
    if name in _MIXING:
        return
    flat, _ = torch.utils._pytree.tree_flatten(args)
    tensors = [value for value in flat if isinstance(value, torch.Tensor) and value.dim() > 0]
    if len({isinstance(tensor, PretendTensor) for tensor in tensors}) > 1:
        raise RuntimeError(
            "Expected all tensors to be on the same device, but found at least two devices, "
            f"{NAME}:0 and cpu! (in {name})"
        )


def _held(value: Any) -> Any:
    return value.held if isinstance(value, PretendTensor) else value


def _wrapped(value: Any) -> Any:
    if isinstance(value, torch.Tensor) and not isinstance(value, PretendTensor):
        return PretendTensor(value)
    return value


def _copy_from(source: Any, target: Any, non_blocking: bool = False) -> Any:
    _held(target).copy_(_held(source))
    return target


@functools.cache
def register() -> None:
    """Make the device known to this process; the second call does nothing."""
    setup: Any = backend_registration._setup_privateuseone_for_python_backend
    setup(NAME)
    everything = torch.library.Library("_", "IMPL")
    everything.fallback(_run, "PrivateUse1")
    aten = torch.library.Library("aten", "IMPL")
    aten.impl("_copy_from", _copy_from, "PrivateUse1")
    _library.extend((everything, aten))
