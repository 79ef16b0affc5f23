"""No false alarms: every check is exact, up to rounding."""

import pytest
import torch

from grader.exam import assert_close, assert_no_side_effects, assert_shape, assert_unchanged
from grader.exam import check, parameter


def inputs(rng, device, n, d):
    """Features, weights and bias, drawn on the CPU."""
    X = torch.randn(n, d, generator=rng).to(device)
    w = torch.randn(d, 1, generator=rng).to(device)
    b = torch.randn(1, generator=rng).to(device)
    return X, w, b


def test_shape(student, device, rng):
    """The result has one row per example and one column, for any n and d."""
    for n, d in ((5, 3), (1, 1), (4, 1), (1, 4), (5, 5)):
        y_hat = student.linreg(*inputs(rng, device, n, d))
        assert_shape(y_hat, (n, 1), device=device, name="y_hat")


@pytest.mark.weight(2)
@pytest.mark.needs("test_shape")
def test_weights(student, device, rng):
    """Each feature counts with its own weight (here the bias is 0)."""
    for n, d in ((5, 3), (3, 5), (4, 1), (30, 8)):
        X, w, b = inputs(rng, device, n, d)
        y_hat = student.linreg(X.clone(), w.clone(), torch.zeros_like(b))
        assert_close(y_hat, X @ w, name="y_hat")


@pytest.mark.weight(2)
@pytest.mark.needs("test_shape")
def test_bias(student, device, rng):
    """The bias is added to every row (here the features are 0)."""
    for n, d in ((4, 3), (1, 2)):
        X, w, b = inputs(rng, device, n, d)
        y_hat = student.linreg(torch.zeros_like(X), w, b.clone())
        assert_close(y_hat, b.repeat(n)[:, None], name="y_hat")


@pytest.mark.weight(2)
@pytest.mark.needs("test_weights")
def test_gradients_reach_the_parameters(student, device, rng):
    """The model can be differentiated: w and b get the right gradients."""
    X, w, b = inputs(rng, device, 6, 3)
    w, b = parameter(w, device=device), parameter(b, device=device)
    pull = torch.randn(6, 1, generator=rng).to(device)
    y_hat = student.linreg(X.clone(), w, b)
    check(
        y_hat.requires_grad,
        "The result is cut off from w and b: no gradient can flow through it.",
    )
    (y_hat * pull).sum().backward()
    assert_close(w.grad, X.T @ pull, name="w.grad")
    assert_close(b.grad, pull.sum().reshape(1), name="b.grad")


@pytest.mark.needs("test_shape")
def test_nothing_else_changes(student, rng):
    """The function changes neither its arguments nor anything else."""
    X, w, b = inputs(rng, "cpu", 4, 2)
    before = X.clone(), w.clone(), b.clone()
    student.linreg(X, w, b)
    for name, now, then in zip("Xwb", (X, w, b), before, strict=True):
        assert_unchanged(now, then, name=name)
    assert_no_side_effects(student)
