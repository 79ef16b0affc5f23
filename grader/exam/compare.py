"""Comparers for hidden tests: what they say is shown to the student, in words.

They compare shape, dtype, device, finiteness and then values, in this order, so that the first
thing said is the first thing to mend. Only plain values that ``grader.wire`` rebuilt come in here;
no method of an object that a student made is ever called.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch

from grader.outcome import Difference, Failure, Text, TextValue, Value, text

_TOLERANCES = {
    torch.float32: (1e-4, 1e-5),
    torch.float64: (1e-7, 1e-9),
    torch.float16: (1e-2, 1e-3),
    torch.bfloat16: (2e-2, 1e-2),
    torch.complex64: (1e-4, 1e-5),
    torch.complex128: (1e-7, 1e-9),
}
# What messages call what came, where the test gives it no name.
RESULT = text("the result").template
_MAX_ROWS = _MAX_COLUMNS = 8
_MAX_DIFFERENCES = 3
_MAX_SUMMARY = 300


class Mismatch(AssertionError):  # noqa: N818  # what it is, in the words of the field
    """What came is not what was expected; ``failure`` is the whole story for the page."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(" ".join(message.english() for message in failure.messages))
        self.failure = failure


def check(condition: object, template: str, /, **values: TextValue) -> None:
    """Fail with this sentence when ``condition`` is false.

    Args:
        condition: anything with a truth value; a tensor must have one element.
        template: the sentence for the student, with ``{name}`` placeholders.
        values: what the placeholders stand for: strings and numbers.

    Raises:
        Mismatch: the condition is false.
    """
    if not condition:
        raise Mismatch(Failure(messages=(Text(template, values),)))


def parameter(
    values: Sequence[Any] | torch.Tensor,
    *,
    grad: Sequence[Any] | torch.Tensor | None = None,
    device: torch.device | str | None = None,
) -> torch.Tensor:
    """A float32 leaf tensor that requires gradients, with ``.grad`` set where it is given.

    Args:
        values: its elements, of any shape.
        grad: the elements of its gradient, of the same shape.
        device: where it lives; the CPU by default.
    """
    data = torch.as_tensor(values, dtype=torch.float32).detach().clone().to(device)
    data.requires_grad_(True)
    if grad is not None:
        data.grad = torch.as_tensor(grad, dtype=torch.float32).detach().clone().to(device)
    return data


def assert_shape(
    actual: Any,
    shape: Sequence[int],
    *,
    dtype: torch.dtype | None = torch.float32,
    device: torch.device | None = None,
    name: str = RESULT,
) -> None:
    """``actual`` is a tensor of this shape and dtype, with finite elements.

    Args:
        actual: what the student's function gave back.
        shape: the sizes that are expected.
        dtype: the element type that is expected; None for any.
        device: where it must live; None for anywhere.
        name: what to call it in messages: code, such as ``w.grad``.

    Raises:
        Mismatch: it is not.
    """
    wanted = torch.Size(shape)
    _require_tensor(actual, name, _shape_value(wanted, dtype))
    expected = _shape_value(wanted, dtype)
    _require_form(actual, wanted, dtype, device, name, expected)
    _require_finite(actual, name, None)


def assert_close(
    actual: Any,
    expected: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    name: str = RESULT,
) -> None:
    """``actual`` is ``expected``, as far as floating point allows.

    Tensors must agree in shape, dtype and device; numbers and sequences of numbers are compared by
    value. Every element must satisfy |actual - expected| <= atol + rtol * |expected|.

    Args:
        actual: what the student's function gave back.
        expected: a tensor, a number, or a (nested) list of numbers. A list stands for a tensor of
            ``actual``'s dtype and device; one with fractions never for integers.
        rtol: relative tolerance; by default 1e-4 for float32.
        atol: absolute tolerance; by default 1e-5 for float32.
        name: what to call it in messages: code, such as ``w.grad``.

    Raises:
        Mismatch: they differ.
    """
    if isinstance(expected, torch.Tensor):
        _close_tensors(actual, expected, rtol, atol, name)
    elif isinstance(actual, torch.Tensor):
        plain = torch.as_tensor(expected)
        if plain.dtype.is_floating_point:
            plain = torch.as_tensor(expected, dtype=torch.float64)
        exact = plain.dtype.is_floating_point and not actual.dtype.is_floating_point
        wanted = plain.to(actual.device, torch.float32 if exact else actual.dtype)
        _close_tensors(actual, wanted, rtol, atol, name)
    else:
        _close_numbers(actual, expected, rtol, atol, name)


def assert_unchanged(actual: torch.Tensor, before: torch.Tensor, *, name: str) -> None:
    """An argument is, after the call, what it was before.

    Args:
        actual: the argument itself, after the call.
        before: a copy that was made before the call.
        name: the argument's name.

    Raises:
        Mismatch: it was changed.
    """
    same = actual.shape == before.shape and torch.equal(actual.detach(), before.detach())
    if not same:
        message = Text("The function changes its argument {name}.", {"name": name})
        raise Mismatch(
            Failure(messages=(message,), expected=describe(before), got=describe(actual))
        )


def assert_no_side_effects(student: Any) -> None:
    """No call of this test changed global state, and none seeded a global random generator.

    Seeding of the generators of ``random`` and numpy shows only when the function is called, or
    pulled from, twice.

    Raises:
        Mismatch: one did.
    """
    changed, seeded = student.effects.global_state, student.effects.seeded
    check(
        not seeded,
        "The function seeds the global random generator of {names}: every later draw in the "
        "caller's program is affected.",
        names=", ".join(seeded),
    )
    check(
        not changed,
        "The function changes global state: {names}.",
        names=", ".join(changed),
    )


def describe(value: Any) -> Value:
    """A value as a page shows it."""
    if not isinstance(value, torch.Tensor):
        return Value(text=_summary(value))
    plain = value.detach()
    return Value(
        text=_tensor_text(plain),
        shape=tuple(plain.shape),
        dtype=str(plain.dtype).removeprefix("torch."),
        device=plain.device.type,
        rows=_rows(plain.cpu()),
    )


def _summary(value: Any) -> str:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list | tuple):
        inner = ", ".join(_summary(item) for item in value[:_MAX_COLUMNS])
        more = ", …" if len(value) > _MAX_COLUMNS else ""
        opening, closing = "[]" if isinstance(value, list) else "()"
        return f"{opening}{inner}{more}{closing}"[:_MAX_SUMMARY]
    if isinstance(value, torch.Tensor):
        return _tensor_text(value.detach())
    return repr(value)[:_MAX_SUMMARY]


def _tensor_text(tensor: torch.Tensor) -> str:
    dtype = str(tensor.dtype).removeprefix("torch.")
    if tensor.numel() == 1:
        return f"{_number(tensor.cpu().reshape(()).item())} ({dtype}, shape {_shape(tensor.shape)})"
    return f"tensor of shape {_shape(tensor.shape)}, {dtype}"


def _rows(tensor: torch.Tensor) -> tuple[tuple[str, ...], ...] | None:
    if tensor.dim() == 1:
        tensor = tensor.reshape(1, -1)
    if tensor.dim() != 2 or tensor.numel() == 0:
        return None
    if tensor.shape[0] > _MAX_ROWS or tensor.shape[1] > _MAX_COLUMNS:
        return None
    return tuple(tuple(_number(item) for item in row) for row in tensor.tolist())


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _shape(shape: Sequence[int]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def _shape_value(shape: Sequence[int], dtype: torch.dtype | None) -> Value:
    name = None if dtype is None else str(dtype).removeprefix("torch.")
    words = f"tensor of shape {_shape(shape)}" + (f", {name}" if name else "")
    return Value(text=words, shape=tuple(shape), dtype=name)


def _mismatch(
    template: str, expected: Value | None, got: Any, values: dict[str, TextValue], **more: Any
) -> Mismatch:
    message = Text(template, values)
    return Mismatch(Failure(messages=(message,), expected=expected, got=describe(got), **more))


def _require_tensor(actual: Any, name: str, expected: Value) -> None:
    if isinstance(actual, torch.Tensor):
        return
    kind = "None" if actual is None else type(actual).__name__
    kind = getattr(actual, "type_name", kind)  # what could not cross keeps its type's name
    if actual is None:
        raise _mismatch(
            "{name} is None. Does the function return its result?", expected, actual, {"name": name}
        )
    raise _mismatch(
        "{name} should be a tensor, but is of type {kind}.",
        expected,
        actual,
        {"name": name, "kind": str(kind)},
    )


def _require_form(
    actual: torch.Tensor,
    shape: torch.Size,
    dtype: torch.dtype | None,
    device: torch.device | None,
    name: str,
    expected: Value,
) -> None:
    if actual.shape != shape:
        raise _mismatch(
            "{name} should have the shape {expected}, but has the shape {got}.",
            expected,
            actual,
            {"name": name, "expected": _shape(shape), "got": _shape(actual.shape)},
        )
    if dtype is not None and actual.dtype != dtype:
        raise _mismatch(
            "{name} should be of dtype {expected}, but is of dtype {got}.",
            expected,
            actual,
            {"name": name, "expected": _dtype(dtype), "got": _dtype(actual.dtype)},
        )
    if device is not None and actual.device.type != device.type:
        raise _mismatch(
            "{name} should live on the device {expected}, but lives on {got}.",
            expected,
            actual,
            {"name": name, "expected": device.type, "got": actual.device.type},
        )


def _dtype(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def _require_finite(actual: torch.Tensor, name: str, expected: Value | None) -> None:
    if actual.dtype.is_floating_point and not bool(torch.isfinite(actual.detach()).all()):
        raise _mismatch("{name} holds NaN or infinity.", expected, actual, {"name": name})


def _close_tensors(
    actual: Any, expected: torch.Tensor, rtol: float | None, atol: float | None, name: str
) -> None:
    shown = describe(expected)
    _require_tensor(actual, name, shown)
    _require_form(actual, expected.shape, expected.dtype, expected.device, name, shown)
    if bool(torch.isfinite(expected.detach()).all()):
        _require_finite(actual, name, shown)
    default = _TOLERANCES.get(expected.dtype, (0.0, 0.0))
    rtol = default[0] if rtol is None else rtol
    atol = default[1] if atol is None else atol
    wanted, came = _comparable(expected), _comparable(actual)
    difference = (came - wanted).abs()
    # Written so that NaN can never pass: only what is within the tolerance is near.
    near = difference <= atol + rtol * wanted.abs()
    if bool(near.all()):
        return
    raise _different(actual, came, wanted, difference, near, name, shown)


def _comparable(tensor: torch.Tensor) -> torch.Tensor:
    plain = tensor.detach().cpu()
    return plain if plain.is_complex() else plain.to(torch.float64)


def _different(
    actual: torch.Tensor,
    came: torch.Tensor,
    wanted: torch.Tensor,
    difference: torch.Tensor,
    near: torch.Tensor,
    name: str,
    shown: Value,
) -> Mismatch:
    places = torch.nonzero(~near)[:_MAX_DIFFERENCES].tolist()
    differences = tuple(
        Difference(
            index=tuple(place),
            expected=_number(wanted[tuple(place)].item()),
            got=_number(came[tuple(place)].item()),
        )
        for place in places
    )
    wrong, total = int((~near).sum()), near.numel()
    one = text("{name} has the wrong value.")
    several = text("{wrong} of {total} elements of {name} are wrong.")
    return _mismatch(
        (one if total == 1 else several).template,
        shown,
        actual,
        {"name": name, "wrong": wrong, "total": total},
        differences=differences,
        largest_difference=_number(float(difference.max())),
    )


def _close_numbers(
    actual: Any, expected: Any, rtol: float | None, atol: float | None, name: str
) -> None:
    rtol = 1e-4 if rtol is None else rtol
    atol = 1e-5 if atol is None else atol
    if _numbers_agree(actual, expected, rtol, atol):
        return
    raise _mismatch("{name} has the wrong value.", describe(expected), actual, {"name": name})


def _numbers_agree(actual: Any, expected: Any, rtol: float, atol: float) -> bool:
    if isinstance(expected, list | tuple):
        if not isinstance(actual, list | tuple) or len(actual) != len(expected):
            return False
        pairs = zip(actual, expected, strict=True)
        return all(_numbers_agree(a, e, rtol, atol) for a, e in pairs)
    if isinstance(actual, torch.Tensor) and actual.numel() == 1:
        actual = actual.item()
    if not isinstance(actual, int | float) or not isinstance(expected, int | float):
        return bool(type(actual) is type(expected) and actual == expected)
    return math.isfinite(actual) and abs(actual - expected) <= atol + rtol * abs(expected)
