"""``once``: what a hidden test works out for itself, worked out once for all students.

Every student gets the same inputs, so what should come of them is the same too.
"""

from __future__ import annotations

import functools
import struct
import types
from collections.abc import Callable
from typing import Any, TypeVar, cast

import torch

_MOST = 256
_Function = TypeVar("_Function", bound=Callable[..., Any])


def once(function: _Function) -> _Function:
    """A function of a hidden test module that is called once for the same arguments.

    For functions without effects, of tensors, plain values, lists of them, and functions; what they
    give may be tensors, plain values, and tuples and lists of them. Each caller gets tensors of its
    own, so that nothing of one student reaches another. The last 256 results are kept.
    """
    kept: dict[object, Any] = {}

    @functools.wraps(function)
    def wrapper(*arguments: Any, **named: Any) -> Any:
        key = _key([arguments, named])
        if key not in kept:
            if len(kept) >= _MOST:
                del kept[next(iter(kept))]
            kept[key] = _own(function(*arguments, **named))
        return _own(kept[key])

    return cast(_Function, wrapper)


def _key(value: Any) -> object:
    """What two values have in common that are equal to the last bit. Raises TypeError where a value
    of that kind can't be compared."""
    if isinstance(value, torch.Tensor):
        kind = value.dtype, value.device, tuple(value.shape), value.requires_grad
        plain = value.detach().cpu().resolve_conj().resolve_neg().reshape(-1)
        return "tensor", kind, plain.view(torch.uint8).numpy().tobytes()
    if isinstance(value, list | tuple):
        return type(value).__name__, *map(_key, value)
    if isinstance(value, dict):
        return "dict", *((name, _key(item)) for name, item in value.items())
    if isinstance(value, float):
        return "float", struct.pack("<d", value)  # 0.0 is not -0.0
    if value is None or isinstance(value, bool | int | str | types.FunctionType):
        return type(value).__name__, value
    raise TypeError(f"a {type(value).__name__} can't be told from another: leave once() out")


def _own(value: Any) -> Any:
    """A copy that shares nothing. Raises TypeError where there is none."""
    if isinstance(value, torch.Tensor):
        return value.detach().clone().requires_grad_(value.requires_grad)
    if isinstance(value, list):
        return [_own(item) for item in value]
    if isinstance(value, tuple):
        own = [_own(item) for item in value]
        return type(value)(*own) if hasattr(value, "_fields") else tuple(own)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"a {type(value).__name__} can't be kept for others: leave once() out")
