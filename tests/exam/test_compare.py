"""Comparers: what passes, what does not, and that NaN and empty things never pass by luck."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from grader.exam import assert_close, assert_shape, assert_unchanged, check, parameter
from grader.exam.compare import Mismatch
from grader.exam.describe import describe
from grader.wire.values import Opaque

nan = float("nan")


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0])),
        (torch.tensor([1.0, 2.0 + 1e-5]), torch.tensor([1.0, 2.0])),
        (torch.tensor([1.0, 2.0]), [1.0, 2.0]),
        (torch.tensor([1, 2]), torch.tensor([1, 2])),
        (torch.empty(0, 3), torch.empty(0, 3)),
        (torch.tensor(2.0), 2.0),
        (1.5, 1.5),
        ([1.0, 2.0], [1.0, 2.0]),
        (torch.tensor([float("inf")]), torch.tensor([float("inf")])),
    ],
)
def test_what_is_close_passes(actual: Any, expected: Any) -> None:
    """Equal up to floating point."""
    if isinstance(expected, torch.Tensor) and not torch.isfinite(expected).all():
        with pytest.raises(Mismatch):
            assert_close(actual, torch.tensor([1.0]))
        return
    assert_close(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (None, torch.ones(2), "return"),
        ([1.0], torch.ones(1), "list"),
        (Opaque("Module", "…"), torch.ones(1), "Module"),
        (torch.ones(2, 1), torch.ones(2), "shape"),
        (torch.ones(2, dtype=torch.float64), torch.ones(2), "dtype"),
        (torch.tensor([nan, 1.0]), torch.ones(2), "NaN"),
        (torch.tensor([float("inf"), 1.0]), torch.ones(2), "NaN or infinity"),
        (torch.tensor([1.0, 1.1]), torch.ones(2), "1 of 2"),
        (torch.empty(0), torch.tensor(3.0), "shape"),
        (torch.tensor([3]), torch.tensor([4]), "wrong"),
        ([], 3.0, "wrong"),
        (nan, 3.0, "wrong"),
        (nan, nan, "wrong"),
        ("3.0", 3.0, "wrong"),
        ([1.0], [1.0, 2.0], "wrong"),
    ],
)
def test_what_is_not_close_fails_in_words(actual: Any, expected: Any, words: str) -> None:
    """Shape, dtype, finiteness, values: the first thing that is wrong is said."""
    with pytest.raises(Mismatch, match=words):
        assert_close(actual, expected, name="y")


def test_a_failure_shows_the_first_places() -> None:
    """The page gets the values, the first differences and the largest one."""
    with pytest.raises(Mismatch) as caught:
        assert_close(torch.tensor([[1.0, 2.0], [3.0, 5.0]]), torch.tensor([[1.0, 2.5], [3.0, 4.0]]))
    failure = caught.value.failure
    assert [(d.index, d.expected, d.got) for d in failure.differences] == [
        ((0, 1), "2.5", "2"),
        ((1, 1), "4", "5"),
    ]
    assert failure.largest_difference == "1"
    assert failure.got is not None
    assert failure.got.rows == (("1", "2"), ("3", "5"))


def test_shape_dtype_and_finiteness() -> None:
    """assert_shape holds all three."""
    assert_shape(torch.ones(2, 3), (2, 3))
    for bad in (torch.ones(3, 2), torch.ones(2, 3).long(), torch.full((2, 3), nan), 5):
        with pytest.raises(Mismatch):
            assert_shape(bad, (2, 3))


def test_unchanged_arguments() -> None:
    """assert_unchanged tells a changed argument, also by its shape."""
    before = torch.ones(3)
    assert_unchanged(before.clone(), before, name="x")
    for changed in (torch.zeros(3), torch.ones(2)):
        with pytest.raises(Mismatch, match="argument x"):
            assert_unchanged(changed, before, name="x")


def test_check_fills_its_sentence() -> None:
    """The values are put into the template."""
    check(True, "never said")
    with pytest.raises(Mismatch, match="3 of 4 are right"):
        check(False, "{some} of {all} are right", some=3, all=4)


def test_parameters_are_leaves_with_gradients() -> None:
    """parameter() makes what sgd receives."""
    weight = parameter([[1.0], [2.0]], grad=[[3.0], [4.0]])
    assert weight.is_leaf
    assert weight.requires_grad
    assert weight.grad is not None
    assert weight.grad.tolist() == [[3.0], [4.0]]


def test_large_tensors_are_described_by_shape() -> None:
    """A page does not get a million numbers."""
    value = describe(torch.zeros(1000, 1000))
    assert value.rows is None
    assert value.shape == (1000, 1000)
    assert len(value.text) < 100
