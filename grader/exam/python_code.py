"""Plain values and tensors as Python that makes them again, to the bit."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable
from typing import Any

import torch

from grader.wire.tensors import tensor_bytes

# A tensor with more elements is written as the base64 of its bytes.
_MAX_LITERAL = 64
# What ``torch.tensor`` takes a list of such numbers for by itself.
_NATURAL = (torch.float32, torch.int64, torch.bool)
# Nine are enough for any float32, seventeen for any float64.
_DIGITS = (7, 9, 17)


def value_code(value: Any, refer: Callable[[object], str | None]) -> str:
    """A value as an expression.

    Args:
        value: a plain value, a container of them, or what ``refer`` knows.
        refer: gives the expression of the caller's own objects, tensors among them, or None.
    """
    known = refer(value)
    if known is not None:
        return known
    if isinstance(value, dict):
        pairs = [f"{value_code(k, refer)}: {value_code(v, refer)}" for k, v in value.items()]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple | set):
        return _sequence(value, [value_code(item, refer) for item in value])
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, complex):
        return f"complex({_number(value.real)}, {_number(value.imag)})"
    if isinstance(value, torch.device):
        return f"torch.device({str(value)!r})"
    return ascii(value)


def _sequence(value: list[Any] | tuple[Any, ...] | set[Any], items: list[str]) -> str:
    inner = ", ".join(items)
    if isinstance(value, list):
        return f"[{inner}]"
    if isinstance(value, tuple):
        return f"({inner},)" if len(items) == 1 else f"({inner})"
    return f"{{{inner}}}" if items else "set()"


def _number(value: float) -> str:
    return repr(value) if math.isfinite(value) else f"float('{value}')"


def tensor_code(tensor: torch.Tensor, *, is_empty: bool = False) -> str:
    """A tensor without its gradient as an expression: its numbers, or the base64 of its bytes.

    Args:
        tensor: any dense tensor.
        is_empty: only its form is known; zeros stand for its elements.
    """
    plain, dtype, shape = tensor.detach().cpu(), tensor.dtype, tuple(tensor.shape)
    if is_empty or tensor.numel() == 0:
        made = f"torch.zeros({shape}, dtype={dtype})"
    elif tensor.numel() <= _MAX_LITERAL and (numbers := _numbers(plain)) is not None:
        named = "" if dtype in _NATURAL else f", dtype={dtype}"
        made = f"torch.tensor({value_code(numbers, _no_reference)}{named})"
    else:
        data = base64.b64encode(tensor_bytes(plain)).decode()
        raw = f'bytearray(base64.b64decode("{data}"))'
        made = f"torch.frombuffer({raw}, dtype={dtype}).reshape({shape})"
    return made if tensor.device.type == "cpu" else f'{made}.to("{tensor.device.type}")'


def _numbers(plain: torch.Tensor) -> Any:
    """Its numbers with as few digits as make the same tensor, to the bit; None for some NaNs."""
    if plain.is_complex() and bool(plain.isnan().any()):
        return None
    exact = plain.tolist()
    tries = [exact]
    if plain.is_floating_point():
        tries = [_rounded(exact, digits) for digits in _DIGITS]
    for numbers in tries:
        if tensor_bytes(torch.tensor(numbers, dtype=plain.dtype)) == tensor_bytes(plain):
            return numbers
    return None


def _rounded(numbers: Any, digits: int) -> Any:
    if isinstance(numbers, list):
        return [_rounded(number, digits) for number in numbers]
    return float(f"{numbers:.{digits}g}")


def _no_reference(_: object) -> None:
    return None
