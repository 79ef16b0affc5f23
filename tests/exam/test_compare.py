"""Comparers: what passes, what does not, and that NaN and empty things never pass by luck."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from grader.exam import (
    assert_close,
    assert_differentiable,
    assert_same_tensors,
    assert_shape,
    assert_unchanged,
    check,
    parameter,
)
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


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.complex64, torch.bool])
def test_every_dtype_is_compared(dtype: torch.dtype) -> None:
    """Also those that are compared in another one."""
    one = torch.tensor([1.0, 0.0]).to(dtype)
    assert_close(one, one.clone())
    with pytest.raises(Mismatch, match="1 of 2"):
        assert_close(one, torch.tensor([1.0, 1.0]).to(dtype))


def test_a_single_number_is_compared_as_a_tensor_is() -> None:
    """Of no dimension; what is said is the same."""
    assert_close(torch.tensor(2.0), torch.tensor(2.0 + 1e-7), scale=torch.tensor(2.0))
    assert_close(torch.ones(2), torch.ones(2) + 1e-6, scale=[1.0, 2.0])
    with pytest.raises(Mismatch, match="wrong value") as caught:
        assert_close(torch.tensor(2.0), torch.tensor(3.0))
    assert caught.value.failure.differences[0].index == ()


def test_nothing_infinite_is_close_to_a_number() -> None:
    """However large the scale is."""
    infinite = torch.tensor([float("inf"), 1.0])
    with pytest.raises(Mismatch, match="NaN or infinity"):
        assert_close(infinite, torch.ones(2), scale=float("inf"))


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


def test_tolerance_follows_from_the_roundings() -> None:
    """Two roundings allow a difference in the last digits; more are for longer sums."""
    one = torch.tensor([1.0])
    near = one + 3 * torch.finfo(torch.float32).eps
    with pytest.raises(Mismatch):
        assert_close(near, one, operations=2)
    assert_close(near, one, operations=4)
    assert_close(torch.tensor([1e4 + 0.01]), torch.tensor([1e4]), operations=64)
    with pytest.raises(Mismatch):
        assert_close(torch.tensor([1e-3]), torch.tensor([0.0]))
    assert_close(torch.tensor([1e-3]), torch.tensor([0.0]), scale=1e4)
    with pytest.raises(Mismatch):
        assert_close(torch.tensor([2]), torch.tensor([3]), operations=10**6)


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        ((4, 4), (4, 1), "4×4 numbers, expected 4×1. A column and a flat vector"),
        ((4, 4), (4,), "expected 4. A flat vector and a column"),
        ((), (4, 1), "a single number; expected were 4"),
        ((3, 2), (2, 3), "changed places"),
        ((4,), (4, 1), "lie flat"),
        ((4, 1), (4,), "stand in a column"),
    ],
)
def test_a_wrong_shape_says_how_it_came_about(
    got: tuple[int, ...], expected: tuple[int, ...], words: str
) -> None:
    """A second sentence for the shapes that tell a story."""
    with pytest.raises(Mismatch, match="should have the shape") as caught:
        assert_shape(torch.ones(got), expected)
    assert words in str(caught.value)


def test_a_shape_without_a_story_gets_one_sentence() -> None:
    """No guesses."""
    with pytest.raises(Mismatch) as caught:
        assert_shape(torch.ones(3, 5), (2, 7))
    assert len(caught.value.failure.messages) == 1


def test_a_missing_gradient_is_no_missing_result() -> None:
    """The function did return something; it is the gradient that did not come."""
    with pytest.raises(Mismatch, match="No gradient came: w.grad is None"):
        assert_close(None, torch.ones(1), name="w.grad")


def test_unchanged_means_gradients_and_flags_too() -> None:
    """A cleared gradient and a flag that was set are changes."""
    given = parameter([1.0], grad=[2.0])
    assert_unchanged(given, parameter([1.0], grad=[2.0]), name="w")
    for changed in (parameter([1.0]), parameter([1.0], grad=[3.0])):
        with pytest.raises(Mismatch, match="gradient of its argument w"):
            assert_unchanged(changed, given, name="w")
    with pytest.raises(Mismatch, match="requires_grad"):
        assert_unchanged(torch.ones(1, requires_grad=True), torch.ones(1), name="w")


def test_the_same_tensors_are_the_same_objects() -> None:
    """An equal copy is another tensor; one more or fewer is another list."""
    one, other = torch.ones(1), torch.ones(1)
    assert_same_tensors([one, other], [one, other])
    for changed in ([one, other.clone()], [one], [one, other, one]):
        with pytest.raises(Mismatch, match="other tensors"):
            assert_same_tensors(changed, [one, other])


def test_a_result_that_is_cut_off_is_told() -> None:
    """Whatever it is that came."""
    assert_differentiable(parameter([1.0]) * 2, inputs="w")
    for cut in (torch.ones(1), None, 3.0):
        with pytest.raises(Mismatch, match="cut off from w and b"):
            assert_differentiable(cut, inputs="w and b")
