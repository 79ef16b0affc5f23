"""The checks are exact but where chance is the subject.

The rows are numbered: feature row k is (k, k + 0.3125, k + 0.5), its label k + 0.765625.
"""

import pytest
import torch

from grader.exam import assert_no_side_effects, assert_shape, assert_unchanged, check
from grader.exam.statistics import assert_shuffled


def numbered(n, device="cpu"):
    rows = torch.arange(float(n))[:, None]
    return (rows + torch.tensor([0.0, 0.3125, 0.5])).to(device), (rows + 0.765625).to(device)


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
            not isinstance(batch, torch.Tensor),
            "Each batch should be a pair (features, labels), but is a tensor; was it `return` "
            "instead of `yield`?",
        )
        check(
            isinstance(batch, tuple | list) and len(batch) == 2,
            "Each batch should be a pair (features, labels).",
        )
        batches.append([_copy(part) for part in batch])
        check(len(batches) <= len(features), "The pass does not end.")
    return batches


def _copy(part):
    return part.clone() if isinstance(part, torch.Tensor) else part


def numbers(batches):
    """Which examples came, in their order."""
    return [number for X, _ in batches for number in X[:, 0].round().int().tolist()]


def check_sizes(student, device, n, batch_size):
    features, labels = numbered(n, device)
    batches = one_pass(student, batch_size, features, labels)
    for X, _ in batches:
        check(
            isinstance(X, torch.Tensor),
            "The features of a batch should be a tensor, but are of type {kind}.",
            kind=getattr(X, "type_name", type(X).__name__),
        )
        check(
            X.dim() == features.dim(),
            "The features of a batch have the shape {shape}: the axis that counts the examples is "
            "missing.",
            shape=str(tuple(X.shape)),
        )
    sizes = [len(X) for X, _ in batches]
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


@pytest.mark.kept("says that the sizes are wrong, where all later tests would only stumble")
def test_batches_have_the_right_size(student, device):
    """A batch is a pair: batch_size rows of features and as many rows of labels."""
    for n, batch_size in ((6, 3), (5, 1), (8, 2)):
        check_sizes(student, device, n, batch_size)


@pytest.mark.needs("test_batches_have_the_right_size")
def test_last_batch_is_shorter(student, device):
    """The examples that are left over come too, in a last, shorter batch."""
    for n, batch_size in ((10, 4), (9, 4), (3, 8), (1, 1)):
        check_sizes(student, device, n, batch_size)


@pytest.mark.needs("test_batches_have_the_right_size")
def test_data_of_other_shapes(student):
    """The data may have any shape: rows of pictures, flat vectors."""
    features, labels = numbered(4)
    pictures = features.repeat(1, 2).reshape(4, 2, 3)
    flat = features[:, 0].clone(), labels[:, 0].clone()
    for data, shape in ((pictures, (2, 2, 3)), (flat[0], (2,))):
        for X, y in one_pass(student, 2, data, flat[1]):
            assert_shape(X, shape, name="the features of a batch")
            assert_shape(y, (2,), name="the labels of a batch")


@pytest.mark.weight(2)
@pytest.mark.needs("test_batches_have_the_right_size")
@pytest.mark.kept("says what is missing or comes twice, before shuffles are looked at")
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
    came = numbers(one_pass(student, 24, *numbered(47)))
    check(
        len(came) < 47 or sorted(came) == list(range(47)),
        "The last, shorter batch does not hold the examples that were left over.",
    )
    alike = torch.ones(6, 2)
    rows = [row for _, y in one_pass(student, 3, alike, numbered(6)[1]) for row in y]
    check(
        len(rows) == 6,
        "Of 6 examples with the same features, {count} came. Examples that look alike are still "
        "different examples.",
        count=len(rows),
    )


@pytest.mark.weight(2)
@pytest.mark.needs("test_batches_have_the_right_size")
def test_pairs_stay_together(student, device):
    """Every example comes with its own label, and as it was."""
    for n, batch_size in ((12, 4), (47, 24)):
        features, labels = numbered(n, device)
        for X, y in one_pass(student, batch_size, features, labels):
            whose = y[:, 0].long().cpu()
            wrong = int((whose != X[:, 0].long().cpu()).sum())
            check(wrong == 0, "{wrong} examples of a batch came with another's label.", wrong=wrong)
            rows, targets = numbered(n)
            check(
                torch.equal(X.cpu(), rows[whose]) and torch.equal(y.cpu(), targets[whose]),
                "The numbers in a batch are not those of the data.",
            )


@pytest.mark.needs("test_every_example_comes_once")
@pytest.mark.false_alarm(1e-80)  # 60! orders, and none of them comes twice
@pytest.mark.kept("says that nothing is shuffled, or that the order never changes")
def test_new_order_in_every_pass(student):
    """Every pass brings the examples in a new random order."""
    features, labels = numbered(60)
    first = numbers(one_pass(student, 6, features, labels))
    second = numbers(one_pass(student, 6, features, labels))
    check(first != sorted(first), "The examples come in their old order: nothing is shuffled.")
    check(first != second, "Two passes bring the examples in the same order.")


@pytest.mark.weight(2)
@pytest.mark.needs("test_every_example_comes_once")
@pytest.mark.false_alarm(4e-11)  # 20 times 20 pairs of example and place, alike in 10 passes
def test_any_example_at_any_place(student):
    """Single examples are shuffled, not batches, and not within batches."""
    orders = [numbers(one_pass(student, 20, *numbered(800))) for _ in range(2)]
    for passed in orders:
        assert_shuffled(passed, block=20, name="a pass")
    place = {number: position for position, number in enumerate(orders[0])}
    assert_shuffled([place[number] for number in orders[1]], block=20, name="a second pass")
    single = numbers(one_pass(student, 100, *numbered(60)))
    check(
        len(single) < 60 or single != sorted(single),
        "A batch that holds all examples is not shuffled.",
    )
    many = numbers(one_pass(student, 400, *numbered(2400)))
    assert_shuffled(many, block=60, name="a pass over 2400 examples")
    short = [numbers(one_pass(student, 9, *numbered(20))) for _ in range(10)]
    fixed = [first for first, *others in zip(*short, strict=True) if {first} == set(others)]
    check(
        not fixed,
        "Example number {number} comes at the same place in each of 10 passes.",
        number=fixed[0] if fixed else 0,
    )


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


@pytest.mark.needs("test_batches_have_the_right_size")
def test_nothing_else_changes(student, device):
    """The function changes no settings, and seeds no random generator."""
    for _ in range(2):
        one_pass(student, 4, *numbered(12, device))
        assert_no_side_effects(student)
