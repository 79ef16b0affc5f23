"""No false alarms: every check is exact, up to rounding."""

import pytest
import torch

from grader.exam import assert_close, assert_no_side_effects, assert_unchanged, check, parameter


def column(values, device):
    return torch.tensor(values, device=device)[:, None]


@pytest.mark.weight(2)
def test_half_of_the_squared_difference(student, device):
    """Each element's loss is half its squared difference; nothing is summed up."""
    y_hat = column([1.0, 2.0, -3.0, 0.5, 3000.0], device)
    y = column([4.0, 2.0, -5.0, 0.0, -1000.0], device)
    assert_close(student.squared_loss(y_hat, y), column([4.5, 0.0, 2.0, 0.125, 8e6], device))


@pytest.mark.needs("test_half_of_the_squared_difference")
def test_any_shape(student, device, rng):
    """The loss has the shape of y_hat, whatever it is."""
    for shape in ((1, 1), (7,), (3, 4)):
        y_hat = torch.randn(shape, generator=rng).to(device)
        y = torch.randn(shape, generator=rng).to(device)
        loss = student.squared_loss(y_hat.clone(), y.clone())
        assert_close(loss, (y_hat - y).square() / 2)


@pytest.mark.weight(2)
@pytest.mark.needs("test_half_of_the_squared_difference")
def test_y_is_taken_in_the_shape_of_y_hat(student, device):
    """A flat y and a column y mean the same, and so do a flat y_hat and a column y_hat."""
    y_hat, y = [1.0, 2.0, -3.0], [4.0, 1.0, -5.0]
    loss = [4.5, 0.5, 2.0]
    flat = torch.tensor(y, device=device)
    assert_close(student.squared_loss(column(y_hat, device), flat), column(loss, device))
    flat_hat = torch.tensor(y_hat, device=device)
    expected = torch.tensor(loss, device=device)
    assert_close(student.squared_loss(flat_hat, column(y, device)), expected)


@pytest.mark.needs("test_half_of_the_squared_difference")
def test_gradient(student, device):
    """The loss can be differentiated: the gradient of y_hat is y_hat - y."""
    y_hat = parameter([[1.0], [2.0], [-3.0]], device=device)
    loss = student.squared_loss(y_hat, column([4.0, 2.5, -5.0], device))
    check(
        loss.requires_grad,
        "The loss is cut off from y_hat: no gradient can flow through it.",
    )
    loss.sum().backward()
    assert_close(y_hat.grad, [[-3.0], [-0.5], [2.0]], name="y_hat.grad")


@pytest.mark.needs("test_half_of_the_squared_difference")
def test_close_large_numbers(student, device):
    """The loss is right also where y_hat and y are large and nearly the same."""
    y_hat = column([10000.5, -20000.0], device)
    y = column([10000.0, -20000.25], device)
    assert_close(student.squared_loss(y_hat, y), column([0.125, 0.03125], device))


@pytest.mark.needs("test_half_of_the_squared_difference")
def test_nothing_else_changes(student):
    """The function changes neither its arguments nor anything else."""
    y_hat, y = torch.tensor([[1.0], [2.0]]), torch.tensor([[3.0], [5.0]])
    student.squared_loss(y_hat, y)
    assert_unchanged(y_hat, torch.tensor([[1.0], [2.0]]), name="y_hat")
    assert_unchanged(y, torch.tensor([[3.0], [5.0]]), name="y")
    flat = torch.tensor([3.0, 5.0])
    student.squared_loss(y_hat, flat)
    assert_unchanged(flat, torch.tensor([3.0, 5.0]), name="y")
    assert_no_side_effects(student)
