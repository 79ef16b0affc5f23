"""False alarms, at most: features 3e-9, noise 5e-9; the other checks are exact, but for chances
below 1e-12 that two rows or the noise of two calls agree."""

import pytest
import torch

from grader.exam import assert_no_side_effects, assert_shape, assert_unchanged, check
from grader.exam.statistics import assert_normal, assert_uncorrelated

W = [3.0, -1.5, 0.5]
B = -7.5


def draw(student, w, b, n):
    """Calls the function and takes its pair apart."""
    result = student.synthetic_data(torch.tensor(w), b, n)
    check(
        isinstance(result, tuple | list) and len(result) == 2,
        "The function should give back two tensors, X and y.",
    )
    X, y = result
    assert_shape(X, (n, len(w)), name="X")
    assert_shape(y, (n, 1), name="y")
    return X, y


def noise_of(X, y, w, b):
    """What is left of the labels when the model is taken away, as a vector of float64."""
    return y[:, 0].double() - X.double() @ torch.tensor(w).double() - b


def test_shapes(student):
    """X has one row per example and one column per weight; y is one column."""
    for w, n in ((W, 5), ([2.0], 4), ([1.0, -1.0, 2.0, 0.5, 3.0], 1), ([0.5], 1)):
        X, y = draw(student, w, B, n)
        check(
            not X.requires_grad and not y.requires_grad,
            "X and y should not track gradients: they are data.",
        )


@pytest.mark.weight(2)
@pytest.mark.needs("test_shapes")
def test_labels_follow_the_model(student):
    """The labels are Xw + b, for any w and b, apart from a little noise."""
    for w, b in ((W, B), (W, 30.0), ([-4.0, 6.0], 0.5)):
        X, y = draw(student, w, b, 200)
        off = noise_of(X, y, w, b)
        middle = float(off.mean())
        check(
            abs(middle + b) > 0.5 or abs(b) < 1,
            "The labels are Xw without b.",
        )
        check(
            float(off.abs().max()) < 2,
            "The labels differ from Xw + b by up to {off}; the noise should be about 0.01.",
            off=f"{float(off.abs().max()):.2g}",
        )


@pytest.mark.needs("test_shapes")
def test_features_are_standard_normal(student):
    """The features are independent draws from the standard normal distribution."""
    X, _ = draw(student, W, B, 8000)
    assert_normal(X, name="X")
    for one, other in ((0, 1), (0, 2), (1, 2)):
        names = ("A column of X", "another column")
        assert_uncorrelated(X[:, one], X[:, other], names=names, false_alarm=5e-10)
    assert_uncorrelated(
        X[0::2], X[1::2], names=("A row of X", "the row after it"), false_alarm=5e-10
    )
    check(
        len(torch.unique(X, dim=0)) == len(X),
        "Some rows of X come more than once: not every example is drawn anew.",
    )


@pytest.mark.weight(2)
@pytest.mark.needs("test_labels_follow_the_model")
def test_noise(student):
    """Each label has noise of its own, normal with standard deviation 0.01."""
    X, y = draw(student, W, B, 8000)
    noise = noise_of(X, y, W, B)
    check(float(noise.abs().max()) > 1e-5, "There is no noise in the labels.")
    check(
        float(noise.max() - noise.min()) > 1e-4,
        "The noise is the same number for every example.",
    )
    assert_normal(noise, standard_deviation=0.01, name="The noise")
    scaled = noise / 0.01
    for column in range(len(W)):
        assert_uncorrelated(
            scaled, X[:, column], names=("The noise", "a column of X"), false_alarm=1e-9
        )
    assert_uncorrelated(
        scaled[0::2], scaled[1::2], names=("The noise", "the next example's"), false_alarm=1e-9
    )


@pytest.mark.weight(2)
@pytest.mark.needs("test_shapes")
def test_every_call_is_new(student):
    """Each call draws new numbers, seeds no generator and leaves w as it is."""
    w = torch.tensor(W)
    first = student.synthetic_data(w, B, 20)
    second = student.synthetic_data(w, B, 20)
    assert_no_side_effects(student)
    assert_unchanged(w, torch.tensor(W), name="w")
    check(
        not torch.equal(first[0], second[0]),
        "Two calls give the same X.",
    )
    noise = [noise_of(X, y, W, B) for X, y in (first, second)]
    check(
        float((noise[0] - noise[1]).abs().max()) > 1e-4,
        "Two calls give the same noise.",
    )
