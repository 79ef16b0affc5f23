"""Two mistakes in one program: their edits over the reference, put together."""

from __future__ import annotations

import pytest

from grader.diagnosis.merging import merged

BASE = '''
def f(y_hat, y):
    """The loss."""
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
'''


def with_body(*lines: str) -> str:
    return "def f(y_hat, y):\n" + "".join(f"    {line}\n" for line in lines)


NO_HALF = with_body("return (y_hat - y.reshape(y_hat.shape)) ** 2")
MEAN = with_body("return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()")
FLAT = with_body("return (y_hat - y) ** 2 / 2")
THIRD = with_body("return (y_hat - y.reshape(y_hat.shape)) ** 2 / 3")
ABSOLUTE = with_body("return (y_hat - y.reshape(y_hat.shape)).abs() / 2")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (NO_HALF, MEAN, "return ((y_hat - y.reshape(y_hat.shape)) ** 2).mean()"),
        (NO_HALF, FLAT, "return (y_hat - y) ** 2"),
        (ABSOLUTE, FLAT, "return (y_hat - y).abs() / 2"),
        ("import math\n" + NO_HALF, FLAT, "import math"),
    ],
)
def test_edits_are_put_together(one: str, other: str, together: str) -> None:
    """Also where one begins where the other ends; what stands around the function comes along."""
    program = merged(BASE, one, other, function="f")
    assert program is not None
    assert together in program


def test_edits_that_are_at_odds_are_not() -> None:
    """Two changes of the same words, the same mistake twice, a program without the function."""
    assert merged(BASE, NO_HALF, THIRD, function="f") is None
    assert merged(BASE, NO_HALF, NO_HALF, function="f") is None
    assert merged(BASE, NO_HALF, "f = print\n", function="f") is None
