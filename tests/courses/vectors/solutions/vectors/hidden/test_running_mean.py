import pytest
import torch

from grader.exam import assert_close, assert_shape, assert_unchanged


@pytest.mark.weight(2)
def test_means(student, reference, rng):
    """Every element is the mean of the last values up to its place."""
    student.provided.choose("mean")
    for size, window in ((5, 1), (5, 2), (9, 4)):
        values = torch.randn(size, generator=rng)
        means = student.running_mean(values.clone(), window)
        assert_shape(means, (size,))
        assert_close(means, reference.running_mean(values, window))


@pytest.mark.needs("test_means")
def test_wide_window(student):
    """A window wider than the values takes in all values so far."""
    student.provided.choose("mean")
    assert_close(student.running_mean(torch.tensor([2.0, 4.0, 9.0]), 10), [2.0, 3.0, 5.0])


@pytest.mark.needs("test_means")
def test_average_can_be_exchanged(student):
    """The function takes its averages with the `average` of the notebook."""
    student.provided.choose("largest")
    values = torch.tensor([1.0, 5.0, 2.0, 4.0, 3.0])
    assert_close(student.running_mean(values, 2), [1.0, 5.0, 5.0, 4.0, 4.0])


def test_argument_is_kept(student):
    """The values that are handed over are not changed."""
    student.provided.choose("mean")
    values = torch.tensor([1.0, 2.0, 3.0])
    student.running_mean(values, 2)
    assert_unchanged(values, torch.tensor([1.0, 2.0, 3.0]), name="values")
