"""Statistical assertions pass what is drawn right, and say what is wrong with the rest."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
import torch

from grader.exam.compare import Mismatch
from grader.exam.statistics import assert_normal, assert_shuffled, assert_uncorrelated
from grader.exam.transcript import Transcript, recording

N = 8000


@pytest.fixture
def rng() -> torch.Generator:
    return torch.Generator().manual_seed(2026)


def test_normal_samples_pass(rng: torch.Generator) -> None:
    """A hundred right samples of several sizes all pass, even with a thousandth to lose."""
    for n in (1, 2, 10, 1000):
        for _ in range(25):
            sample = torch.randn(n, generator=rng) * 0.01 + 5
            assert_normal(sample, mean=5, standard_deviation=0.01, false_alarm=1e-3)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda z: z + 0.2, "has the mean 0.2"),
        (lambda z: z * 1.1, r"standard deviation 1\.(09|1)"),
        (lambda z: z * 0.9, r"standard deviation 0\.(89|90)"),
        (lambda z: z.sign(), "not normally distributed"),
        (lambda z: torch.zeros_like(z), "standard deviation 0,"),
        (lambda z: (torch.special.ndtr(z) - 0.5) * 12**0.5, "not normally distributed"),
    ],
)
def test_other_samples_are_told_apart(
    rng: torch.Generator, make: Callable[[torch.Tensor], torch.Tensor], words: str
) -> None:
    """A shifted, a scaled, a constant and a uniform sample each get their own sentence."""
    with pytest.raises(Mismatch, match=words):
        assert_normal(make(torch.randn(N, generator=rng)), name="the noise")


def test_correlation(rng: torch.Generator) -> None:
    """Independent samples pass; a sample and a noisy copy of it don't."""
    x, y = torch.randn(N, generator=rng), torch.randn(N, generator=rng)
    assert_uncorrelated(x, y, names=("x", "y"), false_alarm=1e-3)
    with pytest.raises(Mismatch, match=r"x and y .* correlation is 0\.[67]"):
        assert_uncorrelated(x, (x + y) / 2**0.5, names=("x", "y"))


def test_shuffles_pass() -> None:
    """Honest shuffles pass."""
    source = random.Random(7)
    for n, block in ((800, 20), (1000, 10), (900, 2)):
        for _ in range(50):
            assert_shuffled(source.sample(range(n), n), block=block)


def blocks(source: random.Random, *, inside: bool, outside: bool) -> list[int]:
    cut = [list(range(start, start + 20)) for start in range(0, 800, 20)]
    if outside:
        source.shuffle(cut)
    if inside:
        for block in cut:
            source.shuffle(block)
    return [number for block in cut for number in block]


def nearby(source: random.Random) -> list[int]:
    return sorted(range(800), key=lambda number: number + 200 * source.random())


@pytest.mark.parametrize(
    "order",
    [
        list(range(800)),
        list(range(799, -1, -1)),
        [*range(300, 800), *range(300)],
        blocks(random.Random(1), inside=True, outside=False),
        blocks(random.Random(2), inside=False, outside=True),
        blocks(random.Random(3), inside=True, outside=True),
        nearby(random.Random(4)),
    ],
    ids=["none", "reversed", "rotated", "inside", "outside", "both", "nearby"],
)
def test_parts_of_a_shuffle_are_none(order: list[int]) -> None:
    """An order that only looks shuffled is told from a shuffle."""
    with pytest.raises(Mismatch):
        assert_shuffled(order, block=20)


def test_too_few_numbers_are_refused() -> None:
    """Where the bounds don't hold, the assertion says so instead of guessing."""
    with pytest.raises(ValueError, match="n >= 800"):
        assert_shuffled(range(100), block=2)


def test_each_assertion_says_what_it_spends_and_at_which_levels_it_rejects(
    rng: torch.Generator,
) -> None:
    """The sum is the bound that was asked for; what is off a little fails a loose level."""
    transcript = Transcript(levels=(0.5, 1e-9))
    sample = torch.randn(2000, generator=rng)
    with recording(transcript):
        assert_normal(sample, false_alarm=1e-6)
        assert_uncorrelated(sample[0::2], sample[1::2], false_alarm=1e-7, names=("a", "b"))
        assert_normal(sample + 0.1, false_alarm=1e-12)
    assert sum(spent.false_alarm for spent in transcript.spent) == pytest.approx(1.1e-6)
    shifted = [spent for spent in transcript.spent[4:] if spent.what.startswith("mean")]
    assert [spent.rejected for spent in shifted] == [(0.5,)]
