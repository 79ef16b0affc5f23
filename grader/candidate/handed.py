"""The tensors that a test has handed over so far: the same one twice is the same object here too.

Each call's tensors come over the wire as new ones. Where the test hands over a tensor again, the
object of the first time takes its place, brought up to date. So what a function remembers by object
(a cache, the state of an optimiser) is found again, as it would be without a border.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from grader.wire.tensors import tensor_bytes
from grader.wire.values import Decoder


class Handed:
    """Lives as long as one test."""

    def __init__(self) -> None:
        self._known: dict[int, torch.Tensor] = {}

    def settle(self, message: Decoder, arguments: Any, tokens: list[int]) -> Any:
        """The arguments with known tensors in their places; ``message`` is told of them too.

        Args:
            message: the call, decoded.
            arguments: its arguments; lists and dictionaries are changed in place.
            tokens: what the examiner calls each tensor in them, in their order.
        """
        swapped: dict[int, torch.Tensor] = {}
        settled = self._swap(arguments, iter(tokens), swapped)
        for number, made in message.made.items():
            message.made[number] = swapped.get(id(made), made)
        return settled

    def _swap(self, value: Any, tokens: Iterator[int], swapped: dict[int, torch.Tensor]) -> Any:
        if isinstance(value, torch.Tensor):
            return self._known_or_new(value, next(tokens), swapped)
        if isinstance(value, list):
            value[:] = [self._swap(item, tokens, swapped) for item in value]
        elif isinstance(value, tuple):
            return tuple(self._swap(item, tokens, swapped) for item in value)
        elif isinstance(value, dict):
            for key, item in value.items():
                value[key] = self._swap(item, tokens, swapped)
        return value

    def _known_or_new(
        self, new: torch.Tensor, token: int, swapped: dict[int, torch.Tensor]
    ) -> torch.Tensor:
        if id(new) in swapped:
            return swapped[id(new)]
        old = self._known.get(token)
        if old is new:
            return new
        if old is None or not _can_stand_in(old, new):
            self._known[token] = new
            return new
        _bring_up_to_date(old, new)
        swapped[id(new)] = old
        if old.grad is not None and new.grad is not None:
            swapped[id(new.grad)] = old.grad
        return old


def _can_stand_in(old: torch.Tensor, new: torch.Tensor) -> bool:
    return (
        old.shape == new.shape
        and old.dtype == new.dtype
        and old.device == new.device
        and old.is_leaf
        and new.is_leaf
        and not old.is_inference()
    )


def _bring_up_to_date(old: torch.Tensor, new: torch.Tensor) -> None:
    """Give ``old`` the elements, the flag and the gradient of ``new``; only what differs."""
    with torch.no_grad():
        if tensor_bytes(old) != tensor_bytes(new):
            old.copy_(new)
    if old.requires_grad != new.requires_grad:
        old.requires_grad_(new.requires_grad)
    if new.grad is None:
        old.grad = None
    elif old.grad is None or tensor_bytes(old.grad) != tensor_bytes(new.grad):
        old.grad = new.grad
