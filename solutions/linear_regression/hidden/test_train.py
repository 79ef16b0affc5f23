"""No false alarms in the scripted tests. `test_learns` fails a right loop with a probability far
below 1e-9: with a step of 0.1 the distance to the true parameters shrinks by 0.9 in each of 60
steps, to 1/550 of what it was; ten times that passes.

The order of the batches is scripted (`student.provided.script_batches`), so the path of w and b is
known exactly.
"""

import pytest
import torch

from grader.exam import assert_close, assert_no_side_effects, check, parameter

BATCHES = [[4, 1], [0, 3], [5, 2]]


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
    return torch.where(y_hat > y, 3.0, 1.0) * (y_hat - y) ** 2 / 2


def expected(net, loss, features, labels, w, b, *, lr, epochs, batches):
    """What a right loop comes to: w, b, and the mean loss after each epoch, all on the CPU."""
    features, labels = features.cpu(), labels.cpu()
    w, b = parameter(w), parameter(b)
    losses = []
    for _ in range(epochs):
        for batch in batches:
            total = loss(net(features[batch], w, b), labels[batch]).sum()
            gradients = torch.autograd.grad(total, (w, b))
            with torch.no_grad():
                for tensor, gradient in zip((w, b), gradients, strict=True):
                    tensor -= lr * gradient / len(batch)
        losses.append(float(loss(net(features, w, b), labels).mean().detach()))
    return w.detach(), b.detach(), losses


def numbers(losses, epochs):
    """The returned losses as floats: from a list, a tuple, an array or a tensor."""
    check(
        losses is not None,
        "The function gives back nothing; it should give back the loss after each epoch.",
    )
    if hasattr(losses, "tolist"):
        losses = losses.tolist()
    usable = isinstance(losses, list | tuple) and all(
        isinstance(value, int | float) or (hasattr(value, "tolist") and value.ndim <= 1)
        for value in losses
    )
    check(usable, "The function should give back one number for each epoch.")
    check(
        len(losses) == epochs,
        "The function gives back {came} losses for {epochs} epochs.",
        came=len(losses),
        epochs=epochs,
    )
    flat = [value.tolist() if hasattr(value, "tolist") else value for value in losses]
    flat = [value[0] if isinstance(value, list) and len(value) == 1 else value for value in flat]
    check(
        all(isinstance(value, int | float) for value in flat),
        "The function should give back one number for each epoch.",
    )
    return flat


def follow(student, device, rng, *, net="linear", loss="half_squares", lr, epochs, d=3):
    """Trains with scripted batches; gives back what came and what a right loop comes to."""
    student.provided.reset()
    student.provided.script_batches(BATCHES)
    features, labels = data(rng, device, 6, d)
    w = parameter(torch.randn(d, 1, generator=rng), device=device)
    b = parameter(torch.randn(1, generator=rng), device=device)
    right = expected(
        *(globals()[net], globals()[loss], features, labels, w.detach().cpu(), b.detach().cpu()),
        lr=lr,
        epochs=epochs,
        batches=BATCHES,
    )
    given = getattr(student.provided, net), getattr(student.provided, loss)
    losses = student.train(*given, features, labels, w, b, lr, epochs, len(BATCHES[0]))
    return w, b, losses, right


def check_steps(student, epochs):
    """Where too few steps were taken, that is the first thing to say."""
    steps, wanted = len(student.provided.path()), epochs * len(BATCHES)
    check(
        steps == 0 or steps >= wanted,
        "{steps} steps were taken in {epochs} epochs of {batches} minibatches each.",
        steps=steps,
        epochs=epochs,
        batches=len(BATCHES),
    )


@pytest.mark.weight(4)
def test_steps_follow_the_gradient(student, device, rng):
    """For each minibatch, w and b take one step against the gradient of the summed loss."""
    w, b, _, (w_right, b_right, _) = follow(student, device, rng, lr=0.2, epochs=1)
    check_steps(student, 1)
    assert_close(w, w_right.to(device), name="w after one epoch")
    assert_close(b, b_right.to(device), name="b after one epoch")


@pytest.mark.weight(3)
@pytest.mark.needs("test_steps_follow_the_gradient")
def test_epochs_go_on(student, device, rng):
    """Each epoch goes on from where the one before it stopped, for as many epochs as are asked."""
    for epochs, lr in ((2, 0.1), (5, 0.05)):
        w, b, _, (w_right, b_right, _) = follow(student, device, rng, lr=lr, epochs=epochs, d=2)
        check_steps(student, epochs)
        assert_close(w, w_right.to(device), name="w after the last epoch")
        assert_close(b, b_right.to(device), name="b after the last epoch")
    check(w.is_leaf and w.requires_grad, "w should stay a leaf that requires gradients.")
    check(b.is_leaf and b.requires_grad, "b should stay a leaf that requires gradients.")
    passes = len(student.provided.passes())
    check(
        passes == 0 or passes >= epochs,
        "data_iter was called {passes} times in {epochs} epochs: each epoch needs a new pass.",
        passes=passes,
        epochs=epochs,
    )


@pytest.mark.weight(2)
@pytest.mark.needs("test_steps_follow_the_gradient")
def test_given_model(student, device, rng):
    """The loop trains the model that is handed in, whichever it is."""
    w, b, _, (w_right, b_right, _) = follow(student, device, rng, net="scaled", lr=0.05, epochs=2)
    assert_close(w, w_right.to(device), name="w")
    assert_close(b, b_right.to(device), name="b")


@pytest.mark.weight(2)
@pytest.mark.needs("test_steps_follow_the_gradient")
def test_given_loss(student, device, rng):
    """The loop makes the loss small that is handed in, whichever it is."""
    w, b, _, (w_right, b_right, _) = follow(
        student, device, rng, loss="lopsided", lr=0.05, epochs=2
    )
    assert_close(w, w_right.to(device), name="w")
    assert_close(b, b_right.to(device), name="b")


@pytest.mark.needs("test_steps_follow_the_gradient")
def test_one_loss_per_epoch(student, rng):
    """The function gives back one number for each epoch."""
    for epochs in (1, 4):
        _, _, losses, _ = follow(student, "cpu", rng, lr=0.01, epochs=epochs)
        numbers(losses, epochs)


@pytest.mark.weight(3)
@pytest.mark.needs("test_one_loss_per_epoch")
def test_losses_are_of_all_examples(student, device, rng):
    """Each number is the mean loss of all examples, computed after the epoch."""
    for net, loss, lr in (("linear", "half_squares", 0.1), ("scaled", "lopsided", 0.05)):
        _, _, losses, (_, _, right) = follow(
            student, device, rng, net=net, loss=loss, lr=lr, epochs=3
        )
        assert_close(numbers(losses, 3), right, rtol=1e-3, name="the list of losses")


@pytest.mark.needs("test_steps_follow_the_gradient")
def test_learns(student, rng):
    """With shuffled minibatches the loop finds the parameters that made the data."""
    student.provided.reset()
    features, labels = data(rng, "cpu", 120, 4)
    w, b = parameter(torch.zeros(4, 1)), parameter([0.0])
    given = student.provided.linear, student.provided.half_squares
    student.train(*given, features, labels, w, b, 0.1, 4, 8)
    assert_no_side_effects(student)
    off = float((w.detach() - torch.linspace(-2, 3, 4)[:, None]).norm())
    check(off < 0.1, "After training, w is still {off} away from the true one.", off=f"{off:.2g}")
