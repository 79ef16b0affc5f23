"""What hidden tests work out once for all students."""

from __future__ import annotations

from typing import NamedTuple

import pytest
import torch

from grader.exam import once


class Pair(NamedTuple):
    first: torch.Tensor
    rest: list[float]


def test_the_same_arguments_are_worked_out_once() -> None:
    """Equal to the last bit, in whatever objects; anything else is worked out again."""
    calls = []

    @once
    def doubled(x: torch.Tensor, times: float = 2) -> torch.Tensor:
        calls.append(times)
        return x * times

    for _ in range(2):
        assert torch.equal(doubled(torch.tensor([1.0, 2.0])), torch.tensor([2.0, 4.0]))
    assert len(calls) == 1
    others = [
        torch.tensor([1.0, 2.5]),
        torch.tensor([[1.0], [2.0]]),
        torch.tensor([1.0, 2.0], dtype=torch.float64),
    ]
    for other in others:
        assert torch.equal(doubled(other), other * 2)
    assert torch.equal(doubled(torch.tensor([1.0, 2.0]), times=3), torch.tensor([3.0, 6.0]))
    assert len(calls) == 5


def test_nobody_changes_what_the_next_one_gets() -> None:
    """Each caller has tensors and lists of its own."""

    @once
    def made(size: int) -> Pair:
        return Pair(torch.zeros(size, requires_grad=True), [1.0])

    mine = made(2)
    with torch.no_grad():
        mine.first.add_(5)
    mine.rest.append(7.0)
    yours = made(2)
    assert type(yours) is Pair
    assert torch.equal(yours.first, torch.zeros(2))
    assert yours.first.requires_grad
    assert yours.rest == [1.0]


def test_what_can_not_be_compared_is_refused() -> None:
    """An object may be another in the next call, and look the same."""

    @once
    def any_of(value: object) -> object:
        return value

    with pytest.raises(TypeError, match="once"):
        any_of({1, 2})


def test_what_can_not_be_copied_is_refused() -> None:
    """The next caller would share it."""

    @once
    def table(size: int) -> object:
        return {"size": size}

    with pytest.raises(TypeError, match="once"):
        table(2)


def test_a_callers_tensor_is_not_kept() -> None:
    """A function may give back what it was given; who trains it in place changes nobody else's."""

    @once
    def same(w: torch.Tensor) -> torch.Tensor:
        return w.detach()

    mine = torch.zeros(2)
    same(mine)
    mine += 5
    assert torch.equal(same(torch.zeros(2)), torch.zeros(2))


def test_zeros_have_signs() -> None:
    @once
    def reciprocal(x: float) -> torch.Tensor:
        return 1 / torch.tensor(x)

    assert reciprocal(0.0) > 0
    assert reciprocal(-0.0) < 0
