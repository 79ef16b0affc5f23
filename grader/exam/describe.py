"""Values as a page shows them: small tensors whole, large ones by shape, always in few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from grader.outcome import Value

_MAX_ROWS = _MAX_COLUMNS = 8
_MAX_SUMMARY = 300


def describe(value: Any) -> Value:
    """A value as a page shows it."""
    if not isinstance(value, torch.Tensor):
        return Value(text=_summary(value))
    plain = value.detach()
    return Value(
        text=_tensor_text(plain),
        shape=tuple(plain.shape),
        dtype=dtype_name(plain.dtype),
        device=plain.device.type,
        rows=_rows(plain.cpu()),
    )


def describe_form(shape: Sequence[int], dtype: torch.dtype | None) -> Value:
    """What is expected where only the form is known."""
    name = None if dtype is None else dtype_name(dtype)
    words = f"tensor of shape {shape_text(shape)}" + (f", {name}" if name else "")
    return Value(text=words, shape=tuple(shape), dtype=name)


def dtype_name(dtype: torch.dtype) -> str:
    """``float32`` and the like."""
    return str(dtype).removeprefix("torch.")


def number_text(value: Any) -> str:
    """A number with six digits at most."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def shape_text(shape: Sequence[int]) -> str:
    """A shape as Python writes a tuple."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def _summary(value: Any) -> str:
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, list | tuple):
        inner = ", ".join(_summary(item) for item in value[:_MAX_COLUMNS])
        more = ", …" if len(value) > _MAX_COLUMNS else ""
        opening, closing = "[]" if isinstance(value, list) else "()"
        return f"{opening}{inner}{more}{closing}"[:_MAX_SUMMARY]
    if isinstance(value, torch.Tensor):
        return _tensor_text(value.detach())
    return repr(value)[:_MAX_SUMMARY]


def _tensor_text(tensor: torch.Tensor) -> str:
    dtype, shape = dtype_name(tensor.dtype), shape_text(tensor.shape)
    if tensor.numel() == 1:
        return f"{number_text(tensor.cpu().reshape(()).item())} ({dtype}, shape {shape})"
    return f"tensor of shape {shape}, {dtype}"


def _rows(tensor: torch.Tensor) -> tuple[tuple[str, ...], ...] | None:
    if tensor.dim() == 1:
        tensor = tensor.reshape(1, -1)
    if tensor.dim() != 2 or tensor.numel() == 0:
        return None
    if tensor.shape[0] > _MAX_ROWS or tensor.shape[1] > _MAX_COLUMNS:
        return None
    return tuple(tuple(number_text(item) for item in row) for row in tensor.tolist())
