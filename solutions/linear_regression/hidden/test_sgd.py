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
@pytest.mark.hints(
    "Where should a parameter of 7 stand after one step with a gradient of 6, a learning rate of "
    "0.5 and a batch size of 3? Work it out with the formula before you run anything.",
    "Set up just this in a cell; the gradient comes from `(6 * p).sum().backward()`. Print the "
    "parameter and its gradient after each line of your function. Which line does something else "
    "than your formula?",
    "Read the page of `torch.no_grad` and, on the page “Autograd mechanics”, about in-place "
    "operations. Does the tensor that the caller holds move? And is each letter of the formula "
    "used just as it stands there?",
)
def test_step_is_scaled_by_the_batch(student, device):
    """A step is the learning rate times the gradient, divided by the batch size, downhill."""
    w = parameter([1.0, -2.0], grad=[10.0, -20.0], device=device)
    student.sgd([w], 0.1, 5)
    check(
        not torch.equal(w.detach().cpu(), torch.tensor([1.0, -2.0])),
        "w is what it was before: it has not moved.",
    )
    check(
        float(w[0]) < 1 or float(w[1]) > -2,
        "w has moved uphill, along the gradient and not against it.",
    )
    assert_close(w, [0.8, -1.6], name="w")


@pytest.mark.needs("test_step_is_scaled_by_the_batch")
@pytest.mark.kept("says that the rate or the batch size is not the one handed in")
@pytest.mark.hints(
    "What does your step depend on besides `lr`, `batch_size`, the parameter and its gradient? "
    "Look for numbers in your code, and for names from other cells.",
    "Start each time from a fresh parameter of 1.2345. Double the rate, then double the batch "
    "size, then take a gradient a thousand times smaller, then a rate of 0. How should the step "
    "change each time?",
    "In the formula a step grows in proportion to the rate and to the gradient: it has no limit, "
    "no rounding and no memory. Read the pages of all functions that you use besides plain "
    "arithmetic: what else do they do?",
)
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
@pytest.mark.hints(
    "Which of your lines run once for each parameter, and which only once for all of them? What "
    "would be different with one parameter, and what with ten?",
    "Make three parameters of shapes `(1,)`, `(2, 2)` and `(3, 1)` whose gradients are all 1, and "
    "take a step with `lr` and `batch_size` both 1. How far should each number fall? Does each "
    "keep its shape?",
    "Read about “`for` Statements” in the Python tutorial; indentation says what belongs to the "
    "loop. Then ask: what does one turn of your loop leave behind that the next turn uses?",
)
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
@pytest.mark.hints(
    "The caller holds the list, and every tensor in it. After your step, are these still the same "
    "objects, and can they go on learning?",
    "Before and after a call, note `len(params)`, and for each parameter its `id`, `is_leaf` and "
    "`requires_grad`. Then compute something with the parameters and call `backward()` again. "
    "What has changed?",
    "Read the pages of `torch.Tensor.is_leaf` and `torch.Tensor.requires_grad`. Which of your "
    "lines set something on a parameter, or change the list itself? Does the formula of the step "
    "ask for it?",
)
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
@pytest.mark.hints(
    "What does `backward()` do when there are numbers in `.grad` already: does it replace them, "
    "or add to them? How could you find out?",
    "Take two parameters and the loss 3p + 2q, whose slope is the same everywhere. Twice in a "
    "row, call `backward()` and your function. Print each gradient after the step, and how far "
    "each parameter moved. Are both steps equal?",
    "Read what the page of `torch.Tensor.backward` says about accumulating gradients. Then look "
    "in your function: for which parameters is the gradient cleared, at which moment, and does "
    "anything else remember it?",
)
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
@pytest.mark.hints(
    "Does your function do anything besides the step and the clearing of the gradient: to the "
    "gradient before it is used, to the parameter, to settings of the whole program? Go through "
    "it line by line.",
    "Take a step with a huge gradient, then one with a gradient of 0. How far should the "
    "parameter move each time? Print `torch.is_grad_enabled()` and draw a `torch.rand(1)` after "
    "each step, too. Is all as it should be?",
    "The page of `torch.optim.SGD` lists what people add to the plain step, such as momentum and "
    "weight decay. Is any of it in your code? How a setting ends by itself: see “Locally "
    "disabling gradient computation”.",
)
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
