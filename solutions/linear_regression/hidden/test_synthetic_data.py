"""Chance is the subject of most checks; what each test spends on false alarms stands beside it.

float32 has room for about 2^24 different normal numbers, so of 24 000 a few are alike; that one in
ten is has a probability far below 1e-100. That none of n normal numbers lies beyond 3 standard
deviations has one of (1 - 0.0027)^n.
"""

import pytest
import torch

from grader.exam import assert_no_side_effects, assert_shape, assert_unchanged, check
from grader.exam.statistics import assert_normal, assert_uncorrelated, normal_density

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


def show_labels(evidence, X, y, w, b):
    """Draws the labels over a feature, as the lesson does."""
    most = max(range(len(w)), key=lambda column: abs(w[column]))
    ends = torch.tensor([-3.0, 3.0])
    evidence.scatter(
        "Your labels over the feature that matters most",
        x="the feature",
        y="the label",
        yours={"your examples": (X[:, most], y)},
        expected={"its weight times the feature, plus b": (ends, w[most] * ends + b)},
    )


@pytest.mark.hints(
    "What should `X` and `y` look like for 4 examples and 3 weights? Write down both shapes "
    "before you run anything, and only then print those that you get.",
    "Print `type`, `shape`, `dtype` and `requires_grad` of all that your function gives back. Try "
    "the smallest cases too: one weight, one example. Which line is not what the task says?",
    "Follow your function on paper and write the shape beside every step. The pages “Broadcasting "
    "semantics” and “Tensor Attributes” in PyTorch's documentation say how shapes and number "
    "types combine.",
)
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
@pytest.mark.kept("says that the labels are wrong, where test_noise would speak of noise")
@pytest.mark.hints(
    "Take one row of the `X` that your function gives back. Can you work out its label by hand "
    "from `w` and `b`, and does it come close to the number in the same row of `y`?",
    "Make it easier: call the function once with all weights 0, and once with a bias of 0. What "
    "should stand in `y` each time? Try a whole number as bias, too.",
    "Read on the page of `torch.matmul` what comes out for a matrix and a vector. Then lay the "
    "formula of the task beside your lines: does every letter stand for the same thing in both?",
)
def test_labels_follow_the_model(student, evidence):
    """The labels are Xw + b, for any w and b, apart from a little noise."""
    for w, b in ((W, B), (W, 30), ([-4.0, 6.0], 0.5)):
        X, y = draw(student, w, b, 200)
        show_labels(evidence, X, y, w, b)
        off = noise_of(X, y, w, b)
        middle = float(off.mean())
        check(
            abs(middle + b) > 0.5 or abs(b) < 1,
            "The labels are Xw without b.",
        )
        check(
            abs(middle) < 0.2,
            "The labels are off by {off} on average: is something else added than b?",
            off=f"{middle:.2g}",
        )
        check(
            float(off.abs().max()) < 2,
            "The labels differ from Xw + b by up to {off}; the noise should be about 0.01.",
            off=f"{float(off.abs().max()):.2g}",
        )


@pytest.mark.needs("test_shapes")
@pytest.mark.false_alarm(1e-14)  # nine means of five numbers below 1e-5; a row of five zeros
@pytest.mark.hints(
    "What does “independent and standard normal” promise about one number of `X`, about the "
    "number beside it, and about the number below it? Say it in your own words first.",
    "Make 10000 examples. Look at the mean and the standard deviation of each column, draw a "
    "histogram, and count the different numbers. Then make tables of one or two rows, several "
    "times. What surprises you?",
    "Read on the page of `torch.randn` which distribution it draws from. Then count: how many "
    "numbers does your function draw for 5 examples with 3 weights, and what happens to them "
    "afterwards?",
)
def test_features_are_standard_normal(student, evidence):
    """The features are independent draws from the standard normal distribution."""
    few = [draw(student, W, B, 5)[0] for _ in range(3)]
    check(
        any(float(X.mean(0).abs().max()) > 1e-5 for X in few),
        "The mean of every column is exactly 0: the numbers are not drawn independently.",
    )
    single, _ = draw(student, [1.0, -1.0, 2.0, 0.5, 3.0], B, 1)
    check(float(single.abs().max()) > 1e-4, "A single example has nothing but zeros in it.")
    X, _ = draw(student, W, B, 8000)
    evidence.histogram(
        "All numbers of your X", x="`X`", values=X, between=(-5, 5), expected=normal_density()
    )
    different = len(torch.unique(X.abs()))
    check(
        different > 0.9 * X.numel(),
        "Apart from their signs, only {different} of the {total} numbers in X are different: not all "
        "of them are drawn anew.",
        total=X.numel(),
        different=different,
    )
    assert_normal(X, name="X")
    check(
        float(X.abs().max()) > 3,
        "No number of X lies beyond 3, where about 65 of 24000 should.",
    )
    for one, other in ((0, 1), (0, 2), (1, 2)):
        names = ("A column of X", "another column")
        assert_uncorrelated(X[:, one], X[:, other], names=names, false_alarm=5e-10)
    assert_uncorrelated(
        X[0::2], X[1::2], names=("A row of X", "the row after it"), false_alarm=5e-10
    )


@pytest.mark.weight(2)
@pytest.mark.needs("test_labels_follow_the_model")
@pytest.mark.false_alarm(1e-9)  # no noise beyond 3.01 standard deviations
@pytest.mark.hints(
    "The noise is what is left of `y` when `Xw + b` is taken away. How can you get it out of your "
    "own result, and what should its histogram look like?",
    "Do this for 10000 examples; mind the shapes when you subtract. What are the mean and the "
    "standard deviation of what is left, how far out does it go, and does any pattern show beside "
    "`X`?",
    "Read on the page of `torch.normal` what `mean`, `std` and `size` stand for. Then read the "
    "sentence about the noise in the task again: how many noise numbers does your function draw "
    "for 5 examples?",
)
def test_noise(student, evidence):
    """Each label has noise of its own, normal with standard deviation 0.01."""
    X, y = draw(student, W, B, 8000)
    noise = noise_of(X, y, W, B)
    evidence.histogram(
        "The noise in your labels",
        x="`y - (Xw + b)`",
        values=noise,
        between=(-0.05, 0.05),
        expected=normal_density(standard_deviation=0.01),
    )
    check(float(noise.abs().max()) > 1e-5, "There is no noise in the labels.")
    check(
        float(noise.max() - noise.min()) > 1e-4,
        "The noise is the same number for every example.",
    )
    assert_normal(noise, standard_deviation=0.01, name="The noise")
    check(
        float(noise.abs().max()) > 0.0301,
        "No noise lies beyond 0.03, three standard deviations; of 8000 about 21 should.",
    )
    scaled = noise / 0.01
    for column in (*X.T, X.flatten()[: len(X)]):
        assert_uncorrelated(scaled, column, names=("The noise", "numbers of X"), false_alarm=1e-9)
    assert_uncorrelated(
        scaled[0::2], scaled[1::2], names=("The noise", "the next example's"), false_alarm=1e-9
    )


@pytest.mark.weight(2)
@pytest.mark.needs("test_shapes")
@pytest.mark.false_alarm(1e-12)  # four means of 20 noises below 2e-6, or four noises in one row
@pytest.mark.hints(
    "After a call of your function, what should be new, and what should be as it was? Make two "
    "short lists; think of the data, of `w`, and of PyTorch's settings.",
    "Call your function five times with a single example. Print each time `X`, `w`, the noise in "
    "`y`, and then one `torch.rand(1)`. Which of them change from call to call, and which should?",
    "Read the page “Reproducibility” in PyTorch's documentation: whom does a seed concern? Then "
    "go through your function: which lines change something that was there before the call, and "
    "when does each line draw?",
)
def test_every_call_is_new(student):
    """Each call draws new numbers, seeds no generator and leaves w as it is."""
    w = torch.tensor(W)
    data = []
    for _ in range(4):
        data.append(student.synthetic_data(w, B, 20))
        assert_unchanged(w, torch.tensor(W), name="w")
    assert_no_side_effects(student)
    check(
        not torch.equal(data[0][0], data[1][0]),
        "Two calls give the same X.",
    )
    noise = torch.stack([noise_of(X, y, W, B) for X, y in data])
    check(
        float((noise[0] - noise[1]).abs().max()) > 1e-4,
        "Two calls give the same noise.",
    )
    check(
        float(noise.mean(1).abs().max()) > 2e-6,
        "The noise of every call adds up to 0: its numbers are not drawn independently.",
    )
    check(
        float(noise.abs().amax(0).min()) > 2e-6,
        "One row of the data has no noise, in every call.",
    )
