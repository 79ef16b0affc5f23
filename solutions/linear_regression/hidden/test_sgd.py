"""No false alarms: every check is exact, up to rounding."""

import pytest
import torch

from grader.exam import assert_close, assert_no_side_effects, check, parameter


@pytest.mark.weight(2)
def test_step_is_scaled_by_the_batch(student, device):
    """A step is the learning rate times the gradient, divided by the batch size, downhill."""
    w = parameter([1.0, -2.0], grad=[10.0, -20.0], device=device)
    student.sgd([w], 0.1, 5)
    assert_close(w, [0.8, -1.6], name="w")


@pytest.mark.needs("test_step_is_scaled_by_the_batch")
def test_any_rate_and_batch_size(student, device):
    """The learning rate and the batch size are those that are handed in."""
    for lr, batch_size, expected in ((0.5, 1, -3.0), (2.0, 64, 1.75), (0.0, 10, 2.0)):
        w = parameter([2.0], grad=[10.0 if batch_size < 64 else 8.0], device=device)
        student.sgd([w], lr, batch_size)
        assert_close(w, [expected], name="w")


@pytest.mark.weight(2)
@pytest.mark.needs("test_step_is_scaled_by_the_batch")
def test_all_parameters(student, device):
    """Every parameter takes its step, however many there are and of whatever shape."""
    w = parameter([[1.0], [2.0]], grad=[[4.0], [-4.0]], device=device)
    b = parameter([0.5], grad=[8.0], device=device)
    c = parameter([[0.0, 1.0, 2.0]], grad=[[2.0, 2.0, 2.0]], device=device)
    student.sgd([w, b, c], 0.5, 4)
    assert_close(w, [[0.5], [2.5]], name="the first parameter")
    assert_close(b, [-0.5], name="the second parameter")
    assert_close(c, [[-0.25, 0.75, 1.75]], name="the third parameter")


@pytest.mark.weight(2)
@pytest.mark.needs("test_step_is_scaled_by_the_batch")
def test_parameters_stay_the_same_tensors(student, device):
    """The step is done in place: the same tensors, still leaves that require gradients."""
    w = parameter([1.0], grad=[2.0], device=device)
    b = parameter([1.0], grad=[4.0], device=device)
    params = [w, b]
    student.sgd(params, 0.5, 1)
    check(
        len(params) == 2 and params[0] is w and params[1] is b,
        "The list of parameters holds other tensors than before.",
    )
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
        for name, tensor in (("w", w), ("b", b)):
            check(
                tensor.grad is None or not bool(tensor.grad.any()),
                "{name}.grad is not reset after the step.",
                name=name,
            )
    assert_close(w, [0.6, -1.2], name="w after two steps")
    assert_close(b, [2.92], name="b after two steps")


@pytest.mark.weight(2)
@pytest.mark.needs("test_step_is_scaled_by_the_batch")
def test_plain_descent(student, device):
    """Nothing else happens: no momentum, no decay, no clipping, no changed settings."""
    w = parameter([3.0, 1.0], grad=[0.0, 40000.0], device=device)
    student.sgd([w], 0.25, 10)
    assert_close(w, [3.0, -999.0], name="w")
    w.grad = torch.tensor([1.0, 0.0], device=device)
    student.sgd([w], 1.0, 2)
    assert_close(w, [2.5, -999.0], name="w")
    assert_no_side_effects(student)
