"""The process border in the autograd graph: a backward pass through it is a call over there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from grader.exam.candidate import Conversation
from grader.sandbox import faults
from grader.wire.messages import Kind
from grader.wire.values import LEAF, REQUIRES_GRAD, Decoder


def attach(
    value: Any,
    message: Decoder,
    conversation: Conversation,
    sent: Sequence[object],
    number: int,
) -> Any:
    """Make the outputs of a call that need gradients differentiable here.

    Args:
        value: what the call gave back.
        message: the answer that it was decoded from.
        conversation: where the call was made.
        sent: the tensors and arrays that it sent.
        number: of the call.

    Returns:
        The value, with tensors in it that ``backward`` can go through, once.
    """
    outputs = [
        message.made[index]
        for index, entry in enumerate(message.table)
        if index in message.made and entry[3] & REQUIRES_GRAD and not entry[3] & LEAF
    ]
    inputs = [item for item in sent if isinstance(item, torch.Tensor) and item.requires_grad]
    if not outputs or not inputs:
        return value

    def backward(*gradients: torch.Tensor | None) -> list[torch.Tensor | None]:
        return _backward(conversation, number, list(gradients), inputs)

    plain = [output.detach() for output in outputs]
    apply: Any = _Border.apply
    attached = apply(backward, plain, *inputs)
    return _swap(value, {id(old): new for old, new in zip(outputs, attached, strict=True)})


class _Border(torch.autograd.Function):
    """The process border as a node of the autograd graph."""

    @staticmethod
    def forward(
        ctx: Any, backward: Callable[..., Any], outputs: list[torch.Tensor], *inputs: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        ctx.remote = backward
        ctx.set_materialize_grads(False)
        return tuple(outputs)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor | None) -> tuple[Any, ...]:
        if ctx.remote is None:
            raise RuntimeError(
                "a result of the student's can be differentiated only once; "
                "call the function again for a second backward pass"
            )
        remote, ctx.remote = ctx.remote, None
        return (None, None, *remote(*gradients))


def _backward(
    conversation: Conversation,
    number: int,
    gradients: list[torch.Tensor | None],
    inputs: list[torch.Tensor],
) -> list[torch.Tensor | None]:
    found = conversation.request(Kind.BACKWARD, [number, gradients]).tree
    if not isinstance(found, list) or len(found) != len(inputs):
        raise faults.broken_wire("gradients of other inputs")
    for gradient, tensor in zip(found, inputs, strict=True):
        fits = gradient is None or (
            isinstance(gradient, torch.Tensor)
            and gradient.shape == tensor.shape
            and gradient.dtype == tensor.dtype
        )
        if not fits:
            raise faults.broken_wire("a gradient of another shape")
    return found


def _swap(value: Any, new: dict[int, torch.Tensor]) -> Any:
    if isinstance(value, torch.Tensor):
        return new.get(id(value), value)
    if isinstance(value, list | tuple):
        return type(value)([_swap(item, new) for item in value])
    if isinstance(value, dict):
        return {key: _swap(item, new) for key, item in value.items()}
    return value
