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
@pytest.mark.hints(
    "The task gives the shapes of `X`, `w` and `b`. Write them down for 4 examples of 3 features. "
    "Which shape must the result have, and what does your function give back?",
    "Print type, shape and `dtype` after each operation in your function, for 4 examples of 3 "
    "features. Then do it with a single example, and with a single feature. Where does something "
    "surprise you?",
    "Read the page of `torch.matmul`, what it says about two matrices, and the page “Broadcasting "
    "semantics”. The function must work for any sizes and on any device: which of your lines "
    "already know one?",
)
def test_shape(student, device, rng):
    """The result has one row per example and one column, for any n and d."""
    for n, d in ((5, 3), (1, 1), (4, 1), (1, 4), (5, 5)):
        y_hat = student.linreg(*inputs(rng, device, n, d))
        assert_shape(y_hat, (n, 1), device=device, name="y_hat")


@pytest.mark.weight(2)
@pytest.mark.needs("test_shape")
@pytest.mark.kept("tells the weights from the bias, which test_gradients would not")
@pytest.mark.hints(
    "Each feature has a weight of its own. How do you work out the prediction for one single "
    "example with paper and pencil, step by step?",
    "Make a table of 2 rows and 3 columns with a single 1 in it and zeros elsewhere, the weights "
    "10, -20 and 30, and the bias 0. Move the 1 around. Which number should come out in which "
    "row?",
    "Read on the page of `torch.matmul` what happens to a matrix and a column, and look up "
    "“matrix multiplication” if rows and columns are not clear. Does your function do anything "
    "besides the formula of the task?",
)
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
@pytest.mark.hints(
    "When all features are 0, what is left of the formula? Say it for one example, then for three.",
    "Call your function with three rows of zeros and a bias of 7. Then write another number into "
    "the same bias tensor and call it again with the same `X`. What should stand in each row?",
    "Read the page “Broadcasting semantics” in PyTorch's documentation: what happens to a tensor "
    "of shape `(1,)` that meets one of shape `(n, 1)`? Then follow `b` through your function from "
    "the first line to the last.",
)
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
@pytest.mark.hints(
    "Can PyTorch find its way back from your result to `w`, and to `b`? Print `requires_grad` and "
    "`grad_fn` of the result, and say what they tell you.",
    "Take one example with the features 2 and 3, call `backward()` on the sum of the result, and "
    "print both gradients. What is the derivative of 2·w₁ + 3·w₂ + b with respect to each letter? "
    "Try a single feature, too.",
    "Read PyTorch's tutorial “A Gentle Introduction to torch.autograd”. Then check each of your "
    "steps: does its result still remember where it came from, or are only bare numbers left?",
)
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
@pytest.mark.hints(
    "Which of your lines only read `X`, `w` and `b`? Which write into them, or into something "
    "that the whole program shares?",
    "Before and after a call, print `X`, the shapes, both `.grad`, both `requires_grad` and "
    "`torch.is_grad_enabled()`. Draw one `torch.rand(1)` after each of two calls. What has "
    "changed, or comes again?",
    "Read on the page “Autograd mechanics” about in-place operations, and on the page "
    "“Reproducibility” about seeds. Does a prediction need anything but reading its three "
    "arguments?",
)
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
