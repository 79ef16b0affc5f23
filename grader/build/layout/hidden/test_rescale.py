"""No false alarms: every check is exact, up to rounding."""

import pytest
import torch

from grader.exam import assert_close, assert_no_side_effects, assert_unchanged

# Two differences, a reciprocal, a product: as many roundings as any right style needs, and some.
STEPS = 8


def draw_example(rng, size, provided):
    """The arguments of a small call: where a program is wrong, students see one like it."""
    return (torch.randint(-3, 4, (size, 2), generator=rng).float(),)


@pytest.mark.weight(2)
@pytest.mark.hints(
    "Which numbers of the table decide what becomes of one column? Say it in words, then find the "
    "lines of your function that pick these numbers.",
    "Rescale a table with the columns 1, 3, 2 and 100, 500, 200 by hand. Print the smallest and "
    "largest values that your function uses: how many should there be? Then divide the table by a "
    "million. What should change?",
    "Read on the page of `torch.amin` what `dim` does, and on the page “Broadcasting semantics” "
    "how one number for each column meets a whole table. Does your function do anything besides "
    "the formula?",
)
def test_columns_run_from_0_to_1(student, reference, device, rng):
    """In every column the smallest value becomes 0 and the largest 1, on any scale."""
    for n, d, unit in ((4, 3, 1.0), (4, 4, 1.0), (60, 1, 1e6), (3, 5, 1e-6)):
        X = (unit * torch.randn(n, d, generator=rng)).to(device)
        # What may be rounded: the sizes of the terms x / width and min / width.
        sizes = (X.abs() + X.amin(0).abs()) / (X.amax(0) - X.amin(0))
        result = student.rescale(X.clone())
        assert_close(result, reference.rescale(X), operations=STEPS, scale=sizes)


@pytest.mark.needs("test_columns_run_from_0_to_1")
@pytest.mark.hints(
    "How wide is a column in which all values are equal? What does the formula ask you to do with "
    "this width?",
    "Call your function with a column of three fives beside an ordinary column, then with a table "
    "of one row. What should come out according to the task, and what does?",
    "Read the page of `torch.isnan`, and print each step of your function to see where the first "
    "odd number comes up. Can this column be treated apart, so that all others stay exactly as "
    "they are?",
)
def test_equal_values(student, device):
    """A column of equal values becomes zeros; so does a table of a single row."""
    for X in (torch.full((4, 2), 7.0), torch.tensor([[3.0, -5.0]])):
        expected = torch.zeros_like(X).to(device)
        assert_close(student.rescale(X.to(device)), expected, operations=STEPS)


@pytest.mark.hints(
    "Which of your lines only read `X`? Which write into it, or into something that the whole "
    "program shares?",
    "Print `X` and `X.requires_grad` before and after a call. Draw one `torch.rand(1)` after each "
    "of two calls, and make a `torch.zeros(1)`. What has changed, or comes again?",
    "Read the page “Tensor Views” in PyTorch's documentation: which operations give you the same "
    "memory under another name? About seeds, the page “Reproducibility” tells more.",
)
def test_nothing_else_changes(student, rng):
    """The function changes neither its argument nor anything else."""
    before = torch.randn(5, 2, generator=rng)
    X = before.clone()
    student.rescale(X)
    assert_unchanged(X, before, name="X")
    assert_no_side_effects(student)
