"""The order of the batches is scripted (`student.provided.begin`), so the path of w and b
is known exactly, up to rounding, and chance fails nobody. Only `test_learns` has batches at random.
"""

from typing import Any, NamedTuple

import pytest
import torch

from grader.exam import assert_close, assert_no_side_effects, assert_unchanged
from grader.exam import check, once, parameter

BATCHES = [[4, 1], [0, 3], [5, 2]]
AT_ONCE = [[4, 1, 0, 3, 5, 2]]
ONE_BY_ONE = [[4], [1], [0], [3], [5], [2]]
# Some forty steps, each with about ten operations on each of a few terms.
ROUNDINGS = 1000


def draw_example(rng, size, provided):
    """The arguments of a small call: one minibatch an epoch, so that chance plays no part."""
    features = torch.randint(-2, 3, (size, 1), generator=rng).float()
    labels = torch.randint(1, 4, (size, 1), generator=rng).float()
    w, b = parameter([[1.0]]), parameter([0.0])
    return provided.linear, provided.half_squares, features, labels, w, b, 0.5, 2, size


def data(rng, device, n, d):
    features = torch.randn(n, d, generator=rng)
    labels = features @ torch.linspace(-2, 3, d)[:, None] + 1.5
    return features.to(device), labels.to(device)


def linear(X, w, b):
    return X @ w + b


def scaled(X, w, b):
    return X @ (2 * w) - b


def half_squares(y_hat, y):
    return (y_hat - y) ** 2 / 2


def lopsided(y_hat, y):
    return torch.where(y_hat > y, 3.0, 0.7) * (y_hat - y) ** 2 / 2


class Right(NamedTuple):
    """What a right loop comes to, all on the CPU: w, b, the mean loss after each epoch, and where w
    and b have been, from the start to the end."""

    w: torch.Tensor
    b: torch.Tensor
    losses: list
    path: list

    @property
    def largest(self):
        """The largest number that w and b have been."""
        return max(float(tensor.abs().max()) for step in self.path for tensor in step)


class Trained(NamedTuple):
    """What came of a student's loop, and what should have; ``scale`` and ``loss_scale`` are how large
    what is rounded has been, on the way to w and b and to the losses. b may end near 0 by chance."""

    w: torch.Tensor
    b: torch.Tensor
    losses: Any
    right: Right
    scale: float
    loss_scale: float


@once
def expected(net, loss, features, labels, w, b, *, lr, epochs, batches):
    """What a right loop comes to."""
    features, labels = features.cpu(), labels.cpu()
    w, b = parameter(w), parameter(b)
    losses, path = [], [(w.detach().clone(), b.detach().clone())]
    for _ in range(epochs):
        for batch in batches:
            total = loss(net(features[batch], w, b), labels[batch]).sum()
            gradients = torch.autograd.grad(total, (w, b))
            with torch.no_grad():
                for tensor, gradient in zip((w, b), gradients, strict=True):
                    tensor -= lr * gradient / len(batch)
            path.append((w.detach().clone(), b.detach().clone()))
        losses.append(float(loss(net(features, w, b), labels).mean().detach()))
    return Right(w.detach(), b.detach(), losses, path)


def numbers(losses, epochs):
    """The returned losses as floats: from a list, a tuple, an array or a tensor."""
    check(
        losses is not None,
        "The function gives back nothing; it should give back the loss after each epoch.",
    )
    if hasattr(losses, "tolist"):
        losses = losses.tolist()
    check(
        hasattr(losses, "__iter__") and not isinstance(losses, str),
        "The function should give back one number for each epoch, but gives back a single {kind}.",
        kind=getattr(losses, "type_name", type(losses).__name__),
    )
    losses = list(losses)
    check(
        len(losses) == epochs,
        "The function gives back {came} losses for {epochs} epochs.",
        came=len(losses),
        epochs=epochs,
    )
    small = (value for value in losses if not hasattr(value, "tolist") or value.ndim <= 1)
    flat = [value.tolist() if hasattr(value, "tolist") else value for value in small]
    flat = [value[0] if isinstance(value, list) and len(value) == 1 else value for value in flat]
    check(
        len(flat) == epochs and all(isinstance(value, int | float) for value in flat),
        "What the function gives back for an epoch is not a number.",
    )
    return flat


def follow(
    student,
    device,
    rng,
    *,
    net="linear",
    loss="half_squares",
    lr,
    epochs,
    d=3,
    size=1.0,
    start=None,
    batches=BATCHES,
):
    """Trains with scripted batches."""
    student.provided.begin(batches)
    features, labels = data(rng, device, 6, d)
    labels = size * labels
    w = parameter(torch.randn(d, 1, generator=rng) if start is None else start[0], device=device)
    b = parameter(torch.randn(1, generator=rng) if start is None else start[1], device=device)
    right = expected(
        *(globals()[net], globals()[loss], features, labels, w.detach().cpu(), b.detach().cpu()),
        lr=lr,
        epochs=epochs,
        batches=batches,
    )
    scales = right.largest, max(right.losses)
    if lr > 1 and loss == "half_squares":
        # Here rounding can grow faster than w and b do, but never faster than the same steps with
        # terms of one sign.
        start = w.detach().cpu().abs(), b.detach().cpu().abs()
        terms = features.cpu().abs(), -labels.cpu().abs(), *start
        grown = expected(linear, half_squares, *terms, lr=-lr, epochs=epochs, batches=batches)
        scales = grown.largest, max(grown.losses)
    given = getattr(student.provided, net), getattr(student.provided, loss)
    losses = student.train(*given, features, labels, w, b, lr, epochs, len(batches[0]))
    return Trained(w, b, losses, right, *scales)


def trail(student, start, came):
    """Where w and b have been; steps that were not taken with the given sgd are one."""
    steps, last = student.provided.path()
    end = [tensor.detach() for tensor in came]
    there = all(torch.equal(one, other) for one, other in zip(last or start, end, strict=True))
    w, b = zip(*firsts([start]), *steps, *([] if there else firsts([end])), strict=True)
    return list(w), list(b)


def firsts(steps):
    """The first number of w and b at each step: a place in the plane."""
    return [[float(tensor.flatten()[0]) for tensor in step] for step in steps]


def show_path(evidence, student, trained):
    """Draws where w and b have been, beside where a right loop brings them."""
    came, right = (trained.w, trained.b), trained.right
    evidence.path(
        "The path of w and b",
        x="`w[0]`",
        y="`b`",
        yours={"your loop": lambda: trail(student, right.path[0], came)},
        expected={"a correct loop": lambda: [*zip(*firsts(right.path), strict=True)]},
    )


def show_losses(evidence, trained):
    """Draws the numbers that came beside the right ones."""
    evidence.lines(
        "The loss after each epoch",
        x="epoch",
        y="the loss",
        yours={"your numbers": trained.losses},
        expected={"the mean loss of all examples": trained.right.losses},
    )


def check_steps(student, epochs, batches=3):
    """Where too few steps were taken, that is the first thing to say; gives how many passes over
    the data were begun."""
    steps, passes = student.provided.counts()
    wanted = epochs * batches
    check(
        steps == 0 or steps >= wanted,
        "{steps} of {wanted} steps were taken (epochs: {epochs}, minibatches in each: {batches}).",
        steps=steps,
        wanted=wanted,
        epochs=epochs,
        batches=batches,
    )
    return passes


def check_path(trained, device, names):
    """The parameters are where a right loop brings them."""
    came, right = (trained.w, trained.b), (trained.right.w, trained.right.b)
    for tensor, expected_tensor, name in zip(came, right, names, strict=True):
        given = expected_tensor.to(device)
        assert_close(tensor, given, operations=ROUNDINGS, scale=trained.scale, name=name)


@pytest.mark.weight(4)
@pytest.mark.kept("shows the mistake on one epoch; what follows builds on it")
@pytest.mark.hints(
    "What has to happen with one minibatch, step by step? Write it down in words, then find for "
    "each step the line of your function that does it.",
    "Train for one epoch on two examples with one feature, in minibatches of one. Print `X`, then "
    "`w`, `b` and their gradients before and after every step, and compute along by hand. Where "
    "do you and your loop part?",
    "Read “Optimization Loop” in PyTorch's tutorial “Optimizing Model Parameters”, and the three "
    "points of the task once more. Of what is the gradient taken, who divides, and how often does "
    "each of your lines run?",
)
def test_steps_follow_the_gradient(student, device, rng, evidence):
    """For each minibatch, w and b take one step against the gradient of the summed loss."""
    trained = follow(student, device, rng, lr=0.2, epochs=1)
    show_path(evidence, student, trained)
    check_steps(student, 1)
    check_path(trained, device, names=("w after one epoch", "b after one epoch"))


@pytest.mark.weight(3)
@pytest.mark.needs("test_steps_follow_the_gradient")
@pytest.mark.hints(
    "What should the second epoch begin with: which `w` and `b`, which learning rate, which data? "
    "Does your function treat any epoch in another way than the first?",
    "Put all examples into one minibatch, so that chance plays no part. Train 12 epochs in one "
    "call; then, from the same start, 12 times one epoch. Do `w` and `b` agree? Try one example "
    "per minibatch and one feature, too.",
    "Read in the Python tutorial about iterators and when they are exhausted. Then look at every "
    "name that your loop sets or changes: does the next epoch, or the caller, still need what was "
    "in it?",
)
def test_epochs_go_on(student, device, rng, evidence):
    """Each epoch goes on from where the one before it stopped, for as many epochs as are asked."""
    for epochs, lr, d, size, batches in (
        (4, 0.1, 2, 1.0, BATCHES),
        (1, 0.0, 2, 1.0, ONE_BY_ONE),
        (2, 3.0, 2, 1000.0, BATCHES),
        (11, 0.05, 1, 1.0, AT_ONCE),
    ):
        trained = follow(
            student, device, rng, lr=lr, epochs=epochs, d=d, size=size, batches=batches
        )
        show_path(evidence, student, trained)
        show_losses(evidence, trained)
        passes = check_steps(student, epochs, len(batches))
        check_path(trained, device, names=("w after the last epoch", "b after the last epoch"))
        check(
            passes == 0 or passes >= epochs,
            "Passes over the data that were begun: {passes}, in {epochs} epochs. Each epoch needs a "
            "new one.",
            passes=passes,
            epochs=epochs,
        )
    w, b = trained.w, trained.b
    check(w.is_leaf and w.requires_grad, "w should stay a leaf that requires gradients.")
    check(b.is_leaf and b.requires_grad, "b should stay a leaf that requires gradients.")


@pytest.mark.weight(2)
@pytest.mark.needs("test_steps_follow_the_gradient")
@pytest.mark.kept("says that the model is not the one handed in")
@pytest.mark.hints(
    "If the caller hands in quite another model, one that also uses the squares of the features, "
    "say: which of your lines would have to change? Should any of them?",
    "Hand in a model of your own that prints a word each time it is called. How often should it "
    "speak in one epoch, and how often does it?",
    "In Python a function is a value like any other, and can be handed over. Read “Defining "
    "Functions” in the Python tutorial. Which names in your loop are parameters, and which come "
    "from elsewhere?",
)
def test_given_model(student, device, rng):
    """The loop trains the model that is handed in, whichever it is."""
    trained = follow(student, device, rng, net="scaled", lr=0.05, epochs=2)
    check_path(
        trained, device, names=("w after training another model", "b after training another model")
    )


@pytest.mark.weight(2)
@pytest.mark.needs("test_steps_follow_the_gradient")
@pytest.mark.kept("says that the loss is not the one handed in")
@pytest.mark.hints(
    "If the caller hands in another loss, the absolute difference for example, what would have to "
    "change in your function? Should anything?",
    "Hand in a loss of your own that prints both of its arguments. Which of them should be the "
    "predictions, and which the labels? Does it speak at every place where your function needs a "
    "loss?",
    "Autograd finds the gradient of whatever was computed; read PyTorch's tutorial “A Gentle "
    "Introduction to torch.autograd”. Then look for lines in which your function itself knows "
    "what the loss, or its derivative, looks like.",
)
def test_given_loss(student, device, rng):
    """The loop works with the loss that is handed in, whichever it is."""
    trained = follow(student, device, rng, loss="lopsided", lr=0.05, epochs=2)
    check_path(
        trained,
        device,
        names=("w after training with another loss", "b after training with another loss"),
    )


@pytest.mark.needs("test_steps_follow_the_gradient")
@pytest.mark.kept("says that the count is wrong before any loss is compared")
@pytest.mark.hints(
    "What exactly does your function give back for 3 epochs? Say it first; then print the type of "
    "the result, its length, and its first element.",
    "Call it with 1, 4 and 20 epochs, once also from parameters that are right already, and once "
    "with a learning rate so large that the loss grows. How many numbers should come each time, "
    "and how many do?",
    "Read “`for` Statements” and “More on Lists” in the Python tutorial. To which loop does the "
    "line belong that collects your numbers, under which conditions does it run, and where does "
    "the function end?",
)
def test_one_loss_per_epoch(student, rng):
    """The function gives back one number for each epoch."""
    found = torch.linspace(-2, 3, 3)[:, None], [1.5]
    for epochs, lr, start, batches in (
        (2, 0.01, None, BATCHES),
        (3, 3.0, None, AT_ONCE),
        (13, 0.01, found, AT_ONCE),
    ):
        trained = follow(student, "cpu", rng, lr=lr, epochs=epochs, start=start, batches=batches)
        numbers(trained.losses, epochs)


@pytest.mark.weight(3)
@pytest.mark.needs("test_one_loss_per_epoch")
@pytest.mark.hints(
    "For each number in your list: of which examples is it the mean, and with which values of `w` "
    "and `b` was it computed?",
    "After training, compute the mean loss of all examples yourself in a cell. Does it agree with "
    "the last number in your list, in all its digits? Try it with few examples, with several "
    "thousand, and after two epochs.",
    "Read the task's sentence about what comes after each epoch, word by word, and the page of "
    "`torch.mean`. Does each of your numbers start from nothing, use each example once, and stay "
    "as it was computed?",
)
def test_losses_are_of_all_examples(student, device, rng, evidence):
    """Each number is the mean loss of all examples, computed after the epoch."""
    for net, loss, lr, size in (
        ("linear", "half_squares", 0.1, 1.0),
        ("scaled", "lopsided", 0.05, 1.0),
        ("linear", "half_squares", 3.0, 1.0),
        ("linear", "half_squares", 0.1, 0.01),
    ):
        small = (torch.zeros(3, 1), [0.0]) if size < 1 else None
        trained = follow(
            student, device, rng, net=net, loss=loss, lr=lr, epochs=2, size=size, start=small
        )
        show_losses(evidence, trained)
        came, right, scale = numbers(trained.losses, 2), trained.right.losses, trained.loss_scale
        name = "the list of losses"
        assert_close(came, right, operations=ROUNDINGS, scale=scale, name=name)
    check_many_examples(student, rng)


def check_many_examples(student, rng):
    """More examples than anybody would look at; the last ones are unlike the others."""
    student.provided.begin()
    features, labels = data(rng, "cpu", 1200, 2)
    labels[1000:] += 5
    w, b = parameter(torch.zeros(2, 1)), parameter([0.0])
    given = student.provided.linear, student.provided.half_squares
    losses = student.train(*given, features.clone(), labels.clone(), w, b, 0.001, 1, 10)
    check_steps(student, 1, batches=120)
    right = float(half_squares(linear(features, w, b), labels).mean().detach())
    assert_close(numbers(losses, 1), [right], operations=2000, name="the loss of 1200 examples")


@pytest.mark.needs("test_steps_follow_the_gradient")
@pytest.mark.hints(
    "After a training that went well, which values should `w` and `b` be close to? And what else, "
    "in the data and in the program, should be just as it was before the call?",
    "Make data with a `w` that you choose and train twice from zeros. After each training, print "
    "how far `w` is off, `features.requires_grad`, `torch.is_grad_enabled()`, and one "
    "`torch.rand(1)`. What did you not expect?",
    "If `w` is still off, watch the loss over more epochs: does it fall, jump or stand still? If "
    "something else has changed, read “Reproducibility” in PyTorch's documentation and look for "
    "lines that touch more than `w` and `b`.",
)
@pytest.mark.false_alarm(1e-9)  # the worst of a million simulated trainings was off by 0.0004
def test_learns(student, rng):
    """With shuffled minibatches the loop finds the parameters that made the data."""
    features, labels = data(rng, "cpu", 120, 4)
    before = features.clone(), labels.clone()
    for _ in range(2):
        student.provided.begin()
        w, b = parameter(torch.zeros(4, 1)), parameter([0.0])
        given = student.provided.linear, student.provided.half_squares
        student.train(*given, features, labels, w, b, 0.4, 3, 8)
        off = float((w.detach() - torch.linspace(-2, 3, 4)[:, None]).norm())
        check(
            off < 0.1, "After training, w is still {off} away from the true one.", off=f"{off:.2g}"
        )
    assert_unchanged(features, before[0], name="features")
    assert_unchanged(labels, before[1], name="labels")
    assert_no_side_effects(student)
