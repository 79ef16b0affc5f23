"""No false alarms: every check is exact, up to rounding."""

import pytest
import torch

from grader.exam import assert_close, assert_differentiable, assert_no_side_effects
from grader.exam import assert_unchanged, parameter

# A difference, a square, a half, in whatever way they are written.
STEPS = 8


def draw_example(rng, size, provided):
    """The arguments of a small call: the second one is flat where it can show something."""
    y_hat = torch.randint(1, 6, (size, 1), generator=rng).float()
    y = torch.randint(-3, 1, (size,), generator=rng).float()
    return parameter(y_hat), y if size > 2 else y[:, None]


def column(values, device):
    return torch.tensor(values, device=device)[:, None]


@pytest.mark.weight(2)
@pytest.mark.hints(
    "What should the loss be for a prediction of 5 and a label of 3, and what for a prediction of "
    "3 and a label of 5? Work out both with the formula, then ask your function.",
    "Put three pairs into two columns, with errors of 0, 1 and 10000. Which three numbers should "
    "come out, each from its own pair alone? Compare the shape, the `dtype` and the device with "
    "those of `y_hat`.",
    "Read “Operator precedence” in Python's language reference. Then go through the formula: what "
    "is computed first, what does the exponent belong to, what is halved? Do your lines do this, "
    "all of it, and nothing more?",
)
def test_half_of_the_squared_difference(student, device):
    """Each element's loss is half its squared difference; nothing is summed up."""
    y_hat = column([1.0, 2.0, -3.0, 0.5, 3000.0, 300000.0], device)
    y = column([4.0, 2.0, -5.5, 0.0, -1000.0, -100000.0], device)
    expected = column([4.5, 0.0, 3.125, 0.125, 8e6, 8e10], device)
    loss = student.squared_loss(y_hat, y)
    assert_close(loss, expected, operations=STEPS, scale=expected)


@pytest.mark.needs("test_half_of_the_squared_difference")
@pytest.mark.hints(
    "Where does the shape of your result come from: from `y_hat`, or from something that you "
    "wrote into the function?",
    "Try tensors that the lesson never uses: three axes, one axis, a single element in one row "
    "and one column. Print the shape that goes in and the shape that comes out. Where do they "
    "part?",
    "Some operations keep a shape, others drop an axis or put all numbers into one. Look up on "
    "the page of each function that you use what it says about the shape of its output.",
)
def test_any_shape(student, device, rng):
    """The loss has the shape of y_hat, whatever it is."""
    for shape in ((1, 1), (7,), (3, 4), (2, 3, 2)):
        y_hat = torch.randn(shape, generator=rng).to(device)
        y = torch.randn(shape, generator=rng).to(device)
        loss = student.squared_loss(y_hat.clone(), y.clone())
        assert_close(loss, (y_hat - y).square() / 2, operations=STEPS)


@pytest.mark.weight(2)
@pytest.mark.needs("test_half_of_the_squared_difference")
@pytest.mark.hints(
    "What shape has `y`, and what shape has `y_hat`, just before they meet in your function? "
    "Print both.",
    "Take a column `y_hat` of 3 rows and a flat `y` of 3 numbers. How many losses do you want, in "
    "which shape, and how many come? Then make `y_hat` flat and `y` a column.",
    "Read the page “Broadcasting semantics” in PyTorch's documentation, rule by rule. Which of "
    "the two shapes does the task want to keep? The page “Tensor Views” lists methods that "
    "arrange the same numbers in another shape.",
)
def test_y_is_taken_in_the_shape_of_y_hat(student, device):
    """y may be flat where y_hat is a column, or the other way round: the shape of y_hat counts."""
    y_hat, y = torch.tensor([1.0, 2.0, -3.0, 0.0]), torch.tensor([4.0, 1.0, -5.0, 2.0])
    loss = torch.tensor([4.5, 0.5, 2.0, 2.0])
    for shape, other in (((4, 1), (4,)), ((4,), (4, 1)), ((2, 2), (4,)), ((4, 1), (1, 4))):
        got = student.squared_loss(
            y_hat.reshape(shape).clone().to(device), y.reshape(other).clone().to(device)
        )
        assert_close(got, loss.reshape(shape).to(device), operations=STEPS)


@pytest.mark.needs("test_half_of_the_squared_difference")
@pytest.mark.hints(
    "When the prediction rises a little, how does the loss change? Work out the derivative of (ŷ "
    "- y)²/2 on paper, for ŷ = 5 and y = 3.",
    "Make a `y_hat` of three elements with `requires_grad=True`. Multiply the three losses by 1, "
    "10 and 100 before you sum and call `backward()`. What should `y_hat.grad` be, and what is "
    "it? Try a flat `y`, too.",
    "Read PyTorch's tutorial “A Gentle Introduction to torch.autograd”: how is a computation "
    "remembered? Then look for a step in your function that loses this record, starts a new one, "
    "or uses it up before the caller can.",
)
def test_gradient(student, device):
    """The loss can be differentiated: the gradient of y_hat is y_hat - y."""
    pull = column([1.0, 3.0, 0.5, 2.0], device)
    labels = column([4.0, 2.5, -5.0, 7.0], device)
    y_hat = parameter([[1.0], [2.0], [-3.0], [7.0]], device=device)
    loss = student.squared_loss(y_hat, labels.clone())
    assert_differentiable(loss, name="the loss", inputs="y_hat")
    (loss * pull).sum().backward()
    assert_close(y_hat.grad, [[-3.0], [-1.5], [1.0], [0.0]], operations=STEPS, name="y_hat.grad")
    loss = student.squared_loss(y_hat, labels.flatten().clone())
    assert_differentiable(loss, name="the loss with a flat y", inputs="y_hat")


@pytest.mark.needs("test_half_of_the_squared_difference")
@pytest.mark.hints(
    "How many digits can a float32 number keep? How many digits has the square of 30000.75, and "
    "how many of them are lost?",
    "Work out the loss of `y_hat` = 30000.75 and `y` = 30000 by hand, then with your function. "
    "Bring the two closer and closer together, and try small numbers, too. From where on is the "
    "result wrong?",
    "Look up “catastrophic cancellation”, and “Floating-Point Arithmetic” in the Python tutorial. "
    "In which order of steps do all numbers stay small? And does any of your lines treat “nearly "
    "equal” like “equal”?",
)
def test_close_large_numbers(student, device):
    """The loss is right also where y_hat and y are large and nearly the same."""
    y_hat = column([10000.5, -20000.0, 20000.03125], device)
    y = column([10000.0, -20000.25, 20000.0], device)
    expected = column([0.125, 0.03125, 0.00048828125], device)
    loss = student.squared_loss(y_hat, y)
    assert_close(loss, expected, operations=STEPS, scale=expected)
    small, zero = column([0.001, 0.25], device), column([0.0, 0.25], device)
    expected = column([5e-7, 0.0], device)
    assert_close(student.squared_loss(small, zero), expected, operations=STEPS, scale=expected)


@pytest.mark.needs("test_half_of_the_squared_difference")
@pytest.mark.hints(
    "After a call, what should be as it was: the numbers in `y_hat` and `y`, their shapes, their "
    "gradients? Which of your lines could change one of them?",
    "Before and after a call, print both tensors, their shapes, `requires_grad` and `.grad`, and "
    "`torch.is_grad_enabled()`. Do it with two columns, then with one of the two flat. What is "
    "different afterwards?",
    "Some methods make a new tensor, others change the one that they are called on. Read on the "
    "page of each method that you use which kind it is; about seeds, the page “Reproducibility” "
    "tells more.",
)
def test_nothing_else_changes(student):
    """The function changes neither its arguments nor anything else."""
    standing, lying = [[3.0], [5.0]], [3.0, 5.0]
    for first, second in ((standing, standing), (standing, lying), (lying, standing)):
        for y_hat in (torch.tensor(first) + 1, parameter(first, grad=first)):
            y, before = torch.tensor(second), y_hat.detach().clone()
            before.requires_grad_(y_hat.requires_grad)
            before.grad = None if y_hat.grad is None else y_hat.grad.clone()
            student.squared_loss(y_hat, y)
            assert_unchanged(y_hat, before, name="y_hat")
            assert_unchanged(y, torch.tensor(second), name="y")
    with torch.no_grad():
        student.squared_loss(torch.tensor(standing), torch.tensor(standing))
    assert_no_side_effects(student)
