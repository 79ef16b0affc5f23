"""No false alarms: every check is exact, up to rounding."""

import pytest
import torch

from grader.exam import assert_close, assert_differentiable, assert_no_side_effects
from grader.exam import assert_shape, assert_unchanged, check, parameter


def draw_example(rng, size, provided):
    """The arguments of a small call."""
    X = torch.randint(-3, 4, (size, size + 1), generator=rng).float()
    w = torch.randint(1, 5, (size + 1, 1), generator=rng).float()
    return X, parameter(w), parameter([2.0])


def inputs(rng, device, n, d):
    """Features, weights and bias, drawn on the CPU."""
    X = torch.randn(n, d, generator=rng).to(device)
    w = torch.randn(d, 1, generator=rng).to(device)
    b = torch.randn(1, generator=rng).to(device)
    return X, w, b


@pytest.mark.kept("says that the shape is wrong before any number is compared")
def test_shape(student, device, rng):
    """The result has one row per example and one column, for any n and d."""
    for n, d in ((5, 3), (1, 1), (4, 1), (1, 4), (5, 5)):
        y_hat = student.linreg(*inputs(rng, device, n, d))
        assert_shape(y_hat, (n, 1), device=device, name="y_hat")


@pytest.mark.weight(2)
@pytest.mark.needs("test_shape")
@pytest.mark.kept("tells the weights from the bias, which test_gradients would not")
def test_weights(student, device, rng):
    """Each feature counts with its own weight (here the bias is 0)."""
    for n, d, scale in ((5, 3, 1.0), (3, 5, 1e4), (4, 1, 1.0), (5, 5, 1.0), (2000, 2, 1.0)):
        X, w, b = inputs(rng, device, n, d)
        X = scale * X
        y_hat = student.linreg(X.clone(), w.clone(), torch.zeros_like(b))
        terms = X.abs() @ w.abs()
        assert_close(y_hat, X @ w, operations=d + 2, scale=terms, name="y_hat")


@pytest.mark.weight(2)
@pytest.mark.needs("test_shape")
@pytest.mark.kept("tells the bias from the weights, which test_gradients would not")
def test_bias(student, device, rng):
    """The bias is added to every row (here the features are 0)."""
    for n, d in ((4, 3), (1, 2)):
        X, w, b = inputs(rng, device, n, d)
        X = torch.zeros_like(X)
        for _ in range(2):
            expected = b.repeat(n)[:, None]
            y_hat = student.linreg(X, w, b)
            assert_close(y_hat, expected, operations=2, name="y_hat")
            b += 1  # the same tensor with another number in it, as after a step of training


@pytest.mark.weight(2)
@pytest.mark.needs("test_weights")
def test_gradients_reach_the_parameters(student, device, rng):
    """The model can be differentiated: w and b get the right gradients."""
    for n, d in ((6, 3), (4, 1), (1, 2)):
        X, w, b = inputs(rng, device, n, d)
        w, b = parameter(w, device=device), parameter(b, device=device)
        pull = torch.randn(n, 1, generator=rng).to(device)
        y_hat = student.linreg(X.clone(), w, b)
        assert_differentiable(y_hat, name="y_hat", inputs="w and b")
        (y_hat * pull).sum().backward()
        missing = [name for name, given in (("w", w), ("b", b)) if given.grad is None]
        check(not missing, "No gradient reaches {names}.", names=", ".join(missing))
        size = float(pull.abs().sum())
        terms = X.abs().T @ pull.abs()
        assert_close(w.grad, X.T @ pull, operations=n + 2, scale=terms, name="w.grad")
        assert_close(b.grad, pull.sum().reshape(1), operations=n, scale=size, name="b.grad")


@pytest.mark.needs("test_shape")
def test_nothing_else_changes(student, rng):
    """The function changes neither its arguments nor anything else."""
    X, w, b = inputs(rng, "cpu", 4, 2)

    def arguments():
        return X.clone(), parameter(w, grad=w + 1), parameter(b, grad=b + 1)

    given = arguments()
    student.linreg(*given)
    with torch.no_grad():
        student.linreg(*given)
    for name, now, then in zip("Xwb", given, arguments(), strict=True):
        assert_unchanged(now, then, name=name)
    plain = X.clone(), w.clone(), b.clone()
    student.linreg(*plain)
    for name, now, then in zip("Xwb", plain, (X, w, b), strict=True):
        assert_unchanged(now, then, name=name)
    assert_no_side_effects(student)
