"""No false alarms: every check is exact, up to rounding."""

import pytest
import torch

from grader.exam import assert_close, assert_no_side_effects, assert_same_tensors
from grader.exam import check, parameter


def draw_example(rng, size, provided):
    """The arguments of a small call."""
    values = torch.randint(1, 6, (2, size), generator=rng).float()
    w, b = parameter(values[0], grad=4 * values[1]), parameter([1.0], grad=[6.0])
    return [w, b], 0.5, 2


@pytest.mark.weight(2)
@pytest.mark.kept("shows the mistake on one step and two numbers; what follows builds on it")
def test_step_is_scaled_by_the_batch(student, device):
    """A step is the learning rate times the gradient, divided by the batch size, downhill."""
    w = parameter([1.0, -2.0], grad=[10.0, -20.0], device=device)
    student.sgd([w], 0.1, 5)
    check(
        not torch.equal(w.detach().cpu(), torch.tensor([1.0, -2.0])),
        "w is what it was before: no step was made in the tensor itself.",
    )
    check(
        float(w[0]) < 1 or float(w[1]) > -2,
        "w has moved uphill, along the gradient and not against it.",
    )
    assert_close(w, [0.8, -1.6], name="w")


@pytest.mark.needs("test_step_is_scaled_by_the_batch")
@pytest.mark.kept("says that the rate or the batch size is not the one handed in")
def test_any_rate_and_batch_size(student, device):
    """The learning rate and the batch size are those that are handed in."""
    for lr, batch_size, gradient in (
        (0.5, 1, 10.0),
        (2.0, 256, 8.0),
        (0.0, 10, 5.0),
        (3e3, 4, 1e-4),
    ):
        w = parameter([2.1234567], grad=[gradient], device=device)
        student.sgd([w], lr, batch_size)
        assert_close(w, [2.1234567 - lr * gradient / batch_size], operations=8, name="w")


@pytest.mark.weight(2)
@pytest.mark.needs("test_step_is_scaled_by_the_batch")
def test_all_parameters(student, device):
    """Every parameter takes its step, however many there are and of whatever shape."""
    w = parameter([[1.0], [2.0]], grad=[[4.0], [-4.0]], device=device)
    b = parameter([0.5], grad=[8.0], device=device)
    c = parameter([[0.0, 1.0, 2.0]], grad=[[2.0, 2.0, 2.0]], device=device)
    more = [parameter([float(k)], grad=[8.0 * k], device=device) for k in (1, 2)]
    student.sgd([w, b, c, *more], 0.5, 4)
    assert_close(w, [[0.5], [2.5]], name="the first parameter")
    assert_close(b, [-0.5], name="the second parameter")
    assert_close(c, [[-0.25, 0.75, 1.75]], name="the third parameter")
    for tensor in more:
        assert_close(tensor, [0.0], name="one of five parameters")


@pytest.mark.weight(2)
@pytest.mark.needs("test_step_is_scaled_by_the_batch")
def test_parameters_stay_the_same_tensors(student, device):
    """The step is done in place: the same tensors, still leaves that require gradients."""
    w = parameter([1.0], grad=[2.0], device=device)
    b = parameter([1.0], grad=[4.0], device=device)
    params = [w, b]
    student.sgd(params, 0.5, 1)
    check(
        len(params) == 2,
        "The list of parameters has {count} tensors after the step; there were 2 in it.",
        count=len(params),
    )
    assert_same_tensors(params, [w, b])
    for name, tensor in (("w", w), ("b", b)):
        check(tensor.requires_grad, "{name} does not require gradients any more.", name=name)
        check(tensor.is_leaf, "{name} is no leaf any more.", name=name)


@pytest.mark.weight(3)
@pytest.mark.needs("test_parameters_stay_the_same_tensors")
def test_gradients_are_reset(student, device):
    """After the step every gradient is reset, so that the next one begins from zero."""
    w = parameter([1.0, -2.0], device=device)
    b = parameter([3.0], device=device)
    for _ in range(2):
        ((w * torch.tensor([10.0, -20.0], device=device)).sum() + 2 * b.sum()).backward()
        student.sgd([w, b], 0.1, 5)
        left = [
            f"{name}.grad"
            for name, tensor in (("w", w), ("b", b))
            if tensor.grad is not None and bool(tensor.grad.any())
        ]
        check(not left, "Not reset after the step: {gradients}.", gradients=", ".join(left))
    assert_close(w, [0.6, -1.2], name="w after two steps")
    assert_close(b, [2.92], name="b after two steps")


@pytest.mark.weight(2)
@pytest.mark.needs("test_step_is_scaled_by_the_batch")
def test_plain_descent(student, device):
    """Nothing else happens: no momentum, no decay, no clipping, no changed settings."""
    w = parameter([3e4, 1.0], grad=[0.0, 40000.0], device=device)
    student.sgd([w], 0.25, 10)
    assert_close(w[:1], [3e4], operations=0, name="the part of w whose gradient is 0")
    assert_close(w, [3e4, -999.0], name="w")
    w.grad = torch.tensor([1.0, 0.0], device=device)
    with torch.no_grad():
        student.sgd([w], 1.0, 2)
    assert_close(w, [29999.5, -999.0], operations=1, name="w")
    w.grad = torch.tensor([0.0, 0.0], device=device)
    student.sgd([w], 1.0, 2)
    assert_close(w, [29999.5, -999.0], operations=1, name="w after a step without a gradient")
    assert_no_side_effects(student)
