"""False alarms, at most: 2e-17 in `test_any_example_at_any_place`; the other checks are exact,
but for two passes over 60 examples that happen to come in one order (1/60! = 1e-82).

The rows are numbered: feature row k is (k, k + 0.25, k + 0.5), its label k + 0.75.
"""

import pytest
import torch

from grader.exam import assert_no_side_effects, assert_shape, assert_unchanged, check
from grader.exam.statistics import assert_shuffled


def numbered(n, device="cpu"):
    rows = torch.arange(float(n))[:, None]
    return (rows + torch.tensor([0.0, 0.25, 0.5])).to(device), (rows + 0.75).to(device)


def one_pass(student, batch_size, features, labels):
    """The batches of one pass, each checked to be a pair of tensors."""
    batches = []
    result = student.data_iter(batch_size, features, labels)
    check(
        not isinstance(result, torch.Tensor) and hasattr(result, "__iter__"),
        "What data_iter gives back can't be looped over to get batches.",
    )
    for batch in result:
        check(
            isinstance(batch, tuple | list) and len(batch) == 2,
            "Each batch should be a pair (features, labels); was it `return` instead of `yield`?",
        )
        batches.append([_copy(part) for part in batch])
        check(len(batches) <= len(features), "The pass does not end.")
    return batches


def _copy(part):
    return part.clone() if isinstance(part, torch.Tensor) else part


def numbers(batches):
    """Which examples came, in their order."""
    return [round(float(row[0])) for X, _ in batches for row in X]


def check_sizes(student, device, n, batch_size):
    features, labels = numbered(n, device)
    batches = one_pass(student, batch_size, features, labels)
    sizes = [len(X) if isinstance(X, torch.Tensor) else 0 for X, _ in batches]
    expected = [batch_size] * (n // batch_size) + [n % batch_size] * (n % batch_size > 0)
    check(
        sizes == expected,
        "{n} examples with batch_size {batch_size} should come in batches of {expected}, "
        "but came in batches of {sizes}.",
        n=n,
        batch_size=batch_size,
        expected=", ".join(map(str, expected)),
        sizes=", ".join(map(str, sizes)) or "–",
    )
    for (X, y), size in zip(batches, sizes, strict=True):
        assert_shape(X, (size, 3), device=device, name="the features of a batch")
        assert_shape(y, (size, 1), device=device, name="the labels of a batch")


def test_batches_have_the_right_size(student, device):
    """A batch is a pair: batch_size rows of features and as many rows of labels."""
    for n, batch_size in ((6, 3), (5, 1), (8, 2)):
        check_sizes(student, device, n, batch_size)


@pytest.mark.needs("test_batches_have_the_right_size")
def test_last_batch_is_shorter(student, device):
    """The examples that are left over come too, in a last, shorter batch."""
    for n, batch_size in ((10, 4), (3, 8), (1, 1)):
        check_sizes(student, device, n, batch_size)


@pytest.mark.needs("test_batches_have_the_right_size")
def test_data_of_other_shapes(student):
    """The data may have any shape: rows of pictures, a flat vector of labels."""
    features, labels = numbered(4)
    pictures = features.repeat(1, 2).reshape(4, 2, 3)
    for X, y in one_pass(student, 2, pictures, labels[:, 0].clone()):
        assert_shape(X, (2, 2, 3), name="the features of a batch")
        assert_shape(y, (2,), name="the labels of a batch")


@pytest.mark.weight(2)
@pytest.mark.needs("test_batches_have_the_right_size")
def test_every_example_comes_once(student):
    """One pass brings every example exactly once."""
    for n, batch_size in ((12, 4), (15, 3)):
        came = numbers(one_pass(student, batch_size, *numbered(n)))
        missing, twice = n - len(set(came)), len(came) - len(set(came))
        check(
            sorted(came) == list(range(n)),
            "Of {n} examples, {missing} did not come, and {twice} times one came again.",
            n=n,
            missing=missing,
            twice=twice,
        )


@pytest.mark.weight(2)
@pytest.mark.needs("test_batches_have_the_right_size")
def test_pairs_stay_together(student, device):
    """Every example comes with its own label."""
    features, labels = numbered(12, device)
    for X, y in one_pass(student, 4, features, labels):
        wrong = int((y[:, 0] != X[:, 0] + 0.75).sum())
        check(wrong == 0, "{wrong} examples of a batch came with another's label.", wrong=wrong)


@pytest.mark.needs("test_every_example_comes_once")
def test_new_order_in_every_pass(student):
    """Every pass brings the examples in a new random order."""
    first = numbers(one_pass(student, 6, *numbered(60)))
    second = numbers(one_pass(student, 6, *numbered(60)))
    check(first != sorted(first), "The examples come in their old order: nothing is shuffled.")
    check(first != second, "Two passes bring the examples in the same order.")
    assert_no_side_effects(student)


@pytest.mark.weight(2)
@pytest.mark.needs("test_every_example_comes_once")
def test_any_example_at_any_place(student):
    """Single examples are shuffled, not batches, and not within batches."""
    order = numbers(one_pass(student, 20, *numbered(800)))
    again = numbers(one_pass(student, 20, *numbered(800)))
    for passed in (order, again):
        assert_shuffled(passed, block=20, name="a pass")
    place = {number: position for position, number in enumerate(order)}
    assert_shuffled([place[number] for number in again], block=20, name="a second pass")


@pytest.mark.weight(2)
@pytest.mark.needs("test_batches_have_the_right_size")
def test_data_and_batches_stay(student):
    """A batch stays as it is when the next one is drawn, and so do the caller's data."""
    features, labels = numbered(10)
    kept = []
    for X, y in student.data_iter(2, features, labels):
        kept.append((X, y, X.clone(), y.clone()))
    for X, y, X_then, y_then in kept:
        check(
            torch.equal(X, X_then) and torch.equal(y, y_then),
            "A batch changes when the next one is drawn.",
        )
    assert_unchanged(features, numbered(10)[0], name="features")
    assert_unchanged(labels, numbered(10)[1], name="labels")
