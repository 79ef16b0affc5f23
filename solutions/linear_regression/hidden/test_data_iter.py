"""The checks are exact but where chance is the subject.

The rows are numbered: feature row k is (k, k + 0.3125, k + 0.5), its label k + 0.765625.
"""

import pytest
import torch

from grader.exam import assert_no_side_effects, assert_shape, assert_unchanged, check, whole_pass
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
    for batch in whole_pass(result):
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
@pytest.mark.hints(
    "How many batches should come out of 4 examples with a batch size of 2, and what should each "
    "of them hold? Write it down before you look at your output.",
    "Number the rows of a small table and loop over your function, for five batches at most. "
    "Print the type of each batch, and the shape, `dtype` and device of its parts. What differs "
    "first from your notes?",
    "Read about generators and about `range` in the Python tutorial. Then play the computer: go "
    "through your function on paper, turn by turn, and note which rows each turn picks and hands "
    "out.",
)
def test_batches_have_the_right_size(student, device):
    """A batch is a pair: batch_size rows of features and as many rows of labels."""
    for n, batch_size in ((6, 3), (5, 1), (8, 2)):
        check_sizes(student, device, n, batch_size)


@pytest.mark.needs("test_batches_have_the_right_size")
@pytest.mark.hints(
    "What should happen to 7 examples when the batch size is 3? Write down the batches that "
    "should come, and beside them those that do come.",
    "Do the same for 2 examples and a batch size of 5. Where does your last batch begin, where "
    "does it end, and which of your lines decide about that?",
    "What does a slice give back when its end lies beyond the end of a list? Try it. If you use a "
    "tool of PyTorch, read on its page what its number counts and what happens to a remainder.",
)
def test_last_batch_is_shorter(student, device):
    """The examples that are left over come too, in a last, shorter batch."""
    for n, batch_size in ((10, 4), (9, 4), (3, 8), (1, 1)):
        check_sizes(student, device, n, batch_size)


@pytest.mark.needs("test_batches_have_the_right_size")
@pytest.mark.hints(
    "Which axis of `features` counts the examples? And which of your lines count on a certain "
    "number of axes, or on a certain shape?",
    "Try six pictures, a tensor of shape `(6, 5, 5)`, with six labels in a flat tensor, in "
    "batches of 3. Then try flat features. Which shapes should the batches have, and which do "
    "they have?",
    "Read “Indexing on ndarrays” in NumPy's user guide, the part about integer arrays; PyTorch "
    "does the same. What becomes of the axes that the index doesn't mention? How much about them "
    "must your function know?",
)
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
@pytest.mark.hints(
    "Imagine a list of all examples on which you tick off each one when it comes. At the end of a "
    "pass, is any example without a tick, and has any got two?",
    "Give 7 rows the numbers 0 to 6 and print them batch by batch, 3 at a time. Where does a "
    "number come again, or stay away? Then make all rows alike: do 7 still come?",
    "Read the pages of `torch.randperm` and `torch.randint`: in what way do their results differ? "
    "Then ask about your own function: how often does it decide about the order during one pass?",
)
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
@pytest.mark.hints(
    "How does your function know which label belongs to which row? Find the place where it picks "
    "the features, and the place where it picks the labels.",
    "Make data in which the label tells the row: features 0 to 6, labels 0, 100, 200 and so on. "
    "Print features and labels side by side, to the very last batch. Which pair is the first "
    "wrong one?",
    "Look up “Integer array indexing” in NumPy's user guide; PyTorch has the same. Then go "
    "through one pass on paper: which indices are made, and to which tensors is each of them "
    "applied?",
)
def test_pairs_stay_together(student, device):
    """Every example comes with its own label, and as it was."""
    for n, batch_size in ((12, 4), (47, 24)):
        features, labels = numbered(n, device)
        for X, y in one_pass(student, batch_size, features, labels):
            whose = y[:, 0].long().cpu()
            wrong = int((whose != X[:, 0].long().cpu()).sum())
            check(
                wrong == 0,
                "{wrong} examples of a batch came with the label of another example.",
                wrong=wrong,
            )
            rows, targets = numbered(n)
            check(
                torch.equal(X.cpu(), rows[whose]) and torch.equal(y.cpu(), targets[whose]),
                "The numbers in a batch are not those of the data.",
            )


@pytest.mark.needs("test_every_example_comes_once")
@pytest.mark.false_alarm(1e-80)  # 60! orders, and none of them comes twice
@pytest.mark.kept("says that nothing is shuffled, or that the order never changes")
@pytest.mark.hints(
    "Which of your lines makes the order? When does it run: once in the whole program, once in "
    "each pass, or more often?",
    "Take rows with the numbers 0 to 9 and write the orders of three passes below each other. "
    "Restart the kernel and do it again. Which of the orders are equal?",
    "Read the page of the function that shuffles for you, such as `torch.randperm` or "
    "`random.shuffle`: what does it change, and what does it give back? The page "
    "“Reproducibility” tells what a seed does.",
)
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
@pytest.mark.hints(
    "Can the very first row of the data come in every batch, and at every place in it? Describe "
    "how it would get there in your function.",
    "Number 6 rows and make 20 passes with a batch size of 2. Note where row 0 comes, and which "
    "row comes with it. What never happens? Then take one batch of all 6, and then 3000 rows.",
    "Look up the “Fisher-Yates shuffle”: it shows what makes a shuffle fair. Then ask what "
    "exactly is mixed in your function, over how many places, and what stays or is put back in "
    "order.",
)
def test_any_example_at_any_place(student):
    """Single examples are shuffled, over all the data: not just the batches, and not just within each."""
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
@pytest.mark.hints(
    "To whom do the tensors belong that your function works with? Which of your lines make new "
    "tensors, and which write into one that somebody else still holds?",
    "Keep all batches of a pass in a list. Print the first one as soon as it comes, and again at "
    "the end. Print `features`, `labels` and their `requires_grad` before and after, too. What "
    "has changed?",
    "Read the page “Tensor Views” in PyTorch's documentation. Which ways to pick rows share "
    "memory with the original, and which make a copy? Does your function write into a tensor "
    "afterwards, or set something on it?",
)
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
@pytest.mark.hints(
    "Some things belong to the whole program, such as PyTorch's settings and the random "
    "generators. Does any of your lines set one of them, even if only for a while?",
    "Before a pass, in the middle of it and after it, print `torch.is_grad_enabled()`, "
    "`torch.zeros(1)` with its `dtype` and device, and one `torch.rand(1)`. Then run all of it "
    "again. What changes, and what comes twice?",
    "Read the page “Reproducibility” in PyTorch's documentation. For each setting that your "
    "function touches, ask when it is set back and whose code runs until then: a generator pauses "
    "at every `yield`.",
)
def test_nothing_else_changes(student, device):
    """The function changes no settings, and seeds no random generator."""
    for _ in range(2):
        one_pass(student, 4, *numbered(12, device))
        assert_no_side_effects(student)
