"""Comparers for hidden tests: what they say is shown to the student, in words.

They compare shape, dtype, device, finiteness and then values, in this order, so that the first
thing said is the first thing to mend. Only plain values that ``grader.wire`` rebuilt come in here;
no method of an object that a student made is ever called.

How far two results may lie apart follows from how they are computed: after k roundings, each off
by at most the unit roundoff u, a sum of terms is off by at most ku / (1 - ku) times the sum of the
terms' magnitudes, in whatever order it was computed (Higham, Accuracy and Stability of Numerical
Algorithms, 2nd ed., section 3.1). Both sides are rounded, hence twice as much between them.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import torch

from grader.exam.describe import describe, describe_form, dtype_name, number_text, shape_text
from grader.exam.error_map import error_map
from grader.exam.shapes import shape_hint
from grader.exam.transcript import saw
from grader.outcome import Difference, Failure, Text, TextValue, Value, text
from grader.wire.tensors import elements_themselves

# Enough for any formula of a few terms; what sums up more says so.
OPERATIONS = 64
# What messages call what came, where the test gives it no name.
RESULT = text("the result").template
_MAX_DIFFERENCES = 3
Array: TypeAlias = np.ndarray[Any, Any]
# Gives what a message shows as expected: found only where there is a message.
Shown: TypeAlias = Callable[[], Value]
# What ``grader.candidate.effects`` reports, for translators.
_LEFT_BEHIND = (
    text("default dtype"),
    text("number of threads"),
    text("deterministic mode"),
    text("default device"),
    text("precision of matrix products"),
    text("anomaly detection"),
    text("inference mode"),
    text("print options"),
    text("cuDNN settings"),
    text("gradient mode (now off)"),
    text("gradient mode (now on)"),
    text("a hook on an argument"),
    text("an argument that is no leaf any more"),
)


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
    saw(template, **values)
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
    saw(f"the shape of {name}", actual=actual)
    expected = functools.partial(describe_form, shape, dtype)
    _require_tensor(actual, name, expected)
    _require_form(actual, torch.Size(shape), dtype, device, name, expected)
    if not _is_finite(actual):
        raise _not_finite(actual, name, None)


def assert_close(
    actual: Any,
    expected: Any,
    *,
    operations: int = OPERATIONS,
    scale: torch.Tensor | float | None = None,
    name: str = RESULT,
) -> None:
    """``actual`` is ``expected``, as far as ``operations`` roundings in floating point allow.

    Tensors must agree in shape, dtype and device; numbers and sequences of numbers are compared by
    value. Every element must satisfy |actual - expected| <= 2ku / (1 - ku) * scale, where k is
    ``operations`` and u the unit roundoff of the dtype (float32 for plain numbers); integers must
    be equal.

    Args:
        actual: what the student's function gave back.
        expected: a tensor, a number, or a (nested) list of numbers. A list stands for a tensor of
            ``actual``'s dtype and device; one with fractions never for integers.
        operations: how many roundings stand between the inputs and an element, in any style that
            is right: for a dot product of d terms, d.
        scale: the magnitude that is rounded: the sum of the terms' magnitudes, of ``expected``'s
            shape or one number for all. By default the largest element of ``expected``, or 1 where
            all are zero; that is too small only where large terms cancel.
        name: what to call it in messages: code, such as ``w.grad``.

    Raises:
        Mismatch: they differ.
    """
    saw(name, actual=actual)
    if isinstance(expected, torch.Tensor):
        _close_tensors(actual, expected, operations, scale, name)
    elif isinstance(actual, torch.Tensor):
        plain = torch.as_tensor(expected)
        if plain.dtype.is_floating_point:
            plain = torch.as_tensor(expected, dtype=torch.float64)
        exact = plain.dtype.is_floating_point and not actual.dtype.is_floating_point
        wanted = plain.to(actual.device, torch.float32 if exact else actual.dtype)
        _close_tensors(actual, wanted, operations, scale, name)
    else:
        _close_numbers(actual, expected, operations, scale, name)


def assert_differentiable(actual: Any, *, name: str = RESULT, inputs: str) -> None:
    """Gradients can flow from ``actual`` back to what it was computed from.

    Args:
        actual: a tensor that the student's function gave back.
        name: what to call it in messages.
        inputs: what the gradients should reach, as messages call it: ``w and b``.

    Raises:
        Mismatch: it is cut off.
    """
    tracked = isinstance(actual, torch.Tensor) and actual.requires_grad
    saw(f"whether {name} can be differentiated", tracked=tracked)
    if not tracked:
        message = text(
            "{name} is cut off from {inputs}: no gradient can flow through it.",
            name=name,
            inputs=inputs,
        )
        raise Mismatch(Failure(messages=(message,), got=describe(actual)))


def assert_unchanged(actual: torch.Tensor, before: torch.Tensor, *, name: str) -> None:
    """An argument is, after the call, what it was before: its elements, its gradient, its flags.

    Args:
        actual: the argument itself, after the call.
        before: a copy that was made before the call.
        name: the argument's name.

    Raises:
        Mismatch: it was changed.
    """
    # No gradient and one of zeros are two ways to say the same.
    grad = torch.zeros_like(actual) if actual.grad is None else actual.grad
    saw(f"whether {name} is unchanged", actual=actual, grad=grad)
    if actual.requires_grad != before.requires_grad:
        message = text(
            "After the call, gradients are tracked for {name}, or no longer: "
            "the function changed its `requires_grad`.",
            name=name,
        )
        raise Mismatch(Failure(messages=(message,)))
    gradients = actual.grad, before.grad
    if not _equal(*gradients):
        message = text("The function changes the gradient of its argument {name}.", name=name)
        shown = [describe(gradient) for gradient in gradients]
        raise Mismatch(Failure(messages=(message,), expected=shown[1], got=shown[0]))
    if not _equal(actual, before):
        message = Text("The function changes its argument {name}.", {"name": name})
        raise Mismatch(
            Failure(messages=(message,), expected=describe(before), got=describe(actual))
        )


def _equal(one: torch.Tensor | None, other: torch.Tensor | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.shape == other.shape and torch.equal(one.detach(), other.detach())


def assert_same_tensors(actual: Sequence[Any], expected: Sequence[torch.Tensor]) -> None:
    """A list holds, after the call, the very same tensor objects as before: none was replaced.

    Args:
        actual: the list that was handed over, after the call.
        expected: the tensors that were in it.

    Raises:
        Mismatch: one was replaced, taken out or put in.
    """
    same = [now is then for now, then in zip(actual, expected, strict=False)]
    alike = len(actual) == len(expected) and all(same)
    saw("whether the list holds the same tensors", count=len(actual), same=sum(same))
    if not alike:
        message = text("The list that was handed over holds other tensors than before.")
        raise Mismatch(Failure(messages=(message,)))


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
        "The function leaves something changed behind: {names}.",
        names=changed[0] if changed else "",
    )


def assert_own_memory(student: Any, *, name: str = RESULT) -> None:
    """What the last call gave back, or the last item, does not lie in an argument's memory.

    A view of an argument changes when the argument does, and the other way round.

    Args:
        student: the fixture.
        name: what to call the result in messages.

    Raises:
        Mismatch: it does.
    """
    check(
        not student.effects.shares_storage,
        "{name} shares its memory with an argument: when one changes, so does the other.",
        name=name,
    )


def _tolerance(
    dtype: torch.dtype, operations: int, wanted: Array, scale: torch.Tensor | float | None
) -> Array | float:
    if not (dtype.is_floating_point or dtype.is_complex):
        return 0.0
    roundings = operations * torch.finfo(dtype).eps / 2
    return 2 * roundings / (1 - roundings) * _scale(wanted, scale)


def _scale(wanted: Array, scale: torch.Tensor | float | None) -> Array | float:
    if isinstance(scale, torch.Tensor):
        return _comparable(scale)
    if scale is None:
        largest = float(np.abs(wanted).max()) if wanted.size else 0.0
        return largest if 0 < largest < math.inf else 1.0
    return np.asarray(scale, np.float64)


def _mismatch(
    template: str, expected: Value | None, got: Any, values: dict[str, TextValue], **more: Any
) -> Mismatch:
    hint = more.pop("hint", None)
    messages = (Text(template, values),) if hint is None else (Text(template, values), hint)
    return Mismatch(Failure(messages=messages, expected=expected, got=describe(got), **more))


def _require_tensor(actual: Any, name: str, expected: Shown) -> None:
    if isinstance(actual, torch.Tensor):
        return
    if actual is None and name.endswith(".grad"):
        raise _mismatch("No gradient came: {name} is None.", expected(), actual, {"name": name})
    if actual is None:
        raise _mismatch(
            "{name} is None. Does the function return its result?",
            expected(),
            actual,
            {"name": name},
        )
    # What could not cross the border keeps its type's name.
    kind = getattr(actual, "type_name", type(actual).__name__)
    raise _mismatch(
        "{name} should be a tensor, but is of type {kind}.",
        expected(),
        actual,
        {"name": name, "kind": str(kind)},
    )


def _require_form(
    actual: torch.Tensor,
    shape: torch.Size,
    dtype: torch.dtype | None,
    device: torch.device | None,
    name: str,
    expected: Shown,
) -> None:
    if actual.shape != shape:
        raise _mismatch(
            "{name} should have the shape {expected}, but has the shape {got}.",
            expected(),
            actual,
            {"name": name, "expected": shape_text(shape), "got": shape_text(actual.shape)},
            hint=shape_hint(actual.shape, shape),
        )
    if dtype is not None and actual.dtype != dtype:
        raise _mismatch(
            "{name} should be of dtype {expected}, but is of dtype {got}.",
            expected(),
            actual,
            {"name": name, "expected": dtype_name(dtype), "got": dtype_name(actual.dtype)},
        )
    if device is not None and actual.device.type != device.type:
        raise _mismatch(
            "{name} should live on the device {expected}, but lives on {got}.",
            expected(),
            actual,
            {"name": name, "expected": device.type, "got": actual.device.type},
        )


def _is_finite(tensor: torch.Tensor) -> bool:
    if not tensor.dtype.is_floating_point:
        return True
    array = elements_themselves(tensor)
    if array is None:
        return bool(torch.isfinite(tensor.detach()).all())
    return bool(np.isfinite(array).all())


def _not_finite(actual: torch.Tensor, name: str, expected: Value | None) -> Mismatch:
    return _mismatch("{name} holds NaN or infinity.", expected, actual, {"name": name})


def _close_tensors(
    actual: Any,
    expected: torch.Tensor,
    operations: int,
    scale: torch.Tensor | float | None,
    name: str,
) -> None:
    shown = functools.partial(describe, expected)
    _require_tensor(actual, name, shown)
    _require_form(actual, expected.shape, expected.dtype, expected.device, name, shown)
    if not _is_finite(actual) and _is_finite(expected):
        raise _not_finite(actual, name, shown())
    wanted, came = _comparable(expected), _comparable(actual)
    with np.errstate(invalid="ignore", over="ignore"):
        difference = np.asarray(np.abs(came - wanted))
        # Written so that NaN can never pass: only what is within the tolerance is near.
        near = np.asarray(difference <= _tolerance(expected.dtype, operations, wanted, scale))
    if not near.all():
        raise _different(actual, came, wanted, difference, near, name, shown())


def _comparable(tensor: torch.Tensor) -> Array:
    """The elements as float64, or as complex numbers; NumPy is faster where there are few."""
    array = elements_themselves(tensor)
    if array is None:
        plain = tensor.detach().cpu()
        plain = plain if plain.is_complex() else plain.to(torch.float64)
        array = plain.resolve_conj().resolve_neg().numpy()
    return array if array.dtype.kind == "c" else array.astype(np.float64)


def _different(
    actual: torch.Tensor,
    came: Array,
    wanted: Array,
    difference: Array,
    near: Array,
    name: str,
    shown: Value,
) -> Mismatch:
    places = np.argwhere(~near)[:_MAX_DIFFERENCES].tolist()
    differences = tuple(
        Difference(
            index=tuple(place),
            expected=number_text(wanted[tuple(place)].item()),
            got=number_text(came[tuple(place)].item()),
        )
        for place in places
    )
    wrong, total = int((~near).sum()), near.size
    one = text("{name} has the wrong value.")
    single = text("{wrong} of {total} elements of {name} is wrong.")
    several = text("{wrong} of {total} elements of {name} are wrong.")
    said = one if total == 1 else single if wrong == 1 else several
    return _mismatch(
        said.template,
        shown,
        actual,
        {"name": name, "wrong": wrong, "total": total},
        differences=differences,
        largest_difference=number_text(float(difference.max())),
        error_map=error_map(torch.from_numpy(difference), torch.from_numpy(near))
        if shown.rows is None
        else None,
    )


def _close_numbers(
    actual: Any, expected: Any, operations: int, scale: torch.Tensor | float | None, name: str
) -> None:
    wanted = np.array(_flat(expected), np.float64)
    tolerance = _tolerance(torch.float32, operations, wanted, scale)
    if _numbers_agree(actual, expected, float(np.max(tolerance))):
        return
    raise _mismatch("{name} has the wrong value.", describe(expected), actual, {"name": name})


def _flat(expected: Any) -> list[float]:
    if isinstance(expected, list | tuple):
        return [number for item in expected for number in _flat(item)]
    return [expected] if isinstance(expected, int | float) else []


def _numbers_agree(actual: Any, expected: Any, tolerance: float) -> bool:
    if isinstance(expected, list | tuple):
        if not isinstance(actual, list | tuple) or len(actual) != len(expected):
            return False
        pairs = zip(actual, expected, strict=True)
        return all(_numbers_agree(a, e, tolerance) for a, e in pairs)
    if isinstance(actual, torch.Tensor) and actual.numel() == 1:
        actual = actual.item()
    if not isinstance(actual, int | float) or not isinstance(expected, int | float):
        return bool(type(actual) is type(expected) and actual == expected)
    return math.isfinite(actual) and abs(actual - expected) <= tolerance
