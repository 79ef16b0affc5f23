"""Statistical assertions for hidden tests, each with a bound on its false alarms.

A right program draws at random, so no check of it is free of error. Each function here states with
``false_alarm`` an upper bound, proven for every sample size, on the probability that it fails a
right program; what a hidden test spends is the sum over its checks. The bounds are closed forms:
nothing is estimated and no table is asked.

Samples are taken in float64. They must be independent; where a message names a number, it is the
student's own sample's.

Each assertion also tells the transcript what it spends, and whether it would reject at another
level: ``grader verify`` adds the first up and counts the second over many draws.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Sequence

import torch

from grader.exam.compare import Mismatch
from grader.exam.transcript import sample_of, saw, spend
from grader.outcome import Failure, TextValue, text

FALSE_ALARM = 1e-9
SHUFFLE_FALSE_ALARM = 1e-14
# What messages call what was drawn, where the test gives it no name.
SAMPLE = text("the sample").template
ORDER = text("the order").template


def normal_density(
    *, mean: float = 0.0, standard_deviation: float = 1.0
) -> Callable[[torch.Tensor], torch.Tensor]:
    """The density of a normal distribution, for the ``evidence`` of a test."""

    def density(at: torch.Tensor) -> torch.Tensor:
        z = (at - mean) / standard_deviation
        return torch.exp(-z * z / 2) / (standard_deviation * math.sqrt(2 * math.pi))

    return density


def assert_normal(
    sample: torch.Tensor,
    *,
    mean: float = 0.0,
    standard_deviation: float = 1.0,
    false_alarm: float = FALSE_ALARM,
    name: str = SAMPLE,
) -> None:
    """The elements of ``sample`` are drawn from a normal distribution.

    Looks at the mean, at the spread, and at the whole distribution, each with a third of
    ``false_alarm``. The mean by the Chernoff bound of the normal distribution; the mean square by
    Laurent and Massart (Annals of Statistics 28, 2000, lemma 1); the distribution by the
    Kolmogorov-Smirnov distance with the constant of Massart (Annals of Probability 18, 1990).

    Args:
        sample: independent draws, of any shape.
        mean: the mean that is expected.
        standard_deviation: the standard deviation that is expected.
        false_alarm: the probability, at most, of failing a right sample.
        name: what to call it in messages.

    Raises:
        Mismatch: it is not.
    """
    ordered = sample.detach().cpu().double().flatten().sort().values
    z = (ordered - mean) / standard_deviation
    n, average, total, distance = z.numel(), float(z.mean()), float((z * z).sum()), _distance(z)

    def mean_is_off(level: float) -> bool:
        return not abs(average) <= math.sqrt(2 * _u(level) / n)

    def spread_is_off(level: float) -> bool:
        reach = 2 * math.sqrt(n * _u(level))
        return not n - reach <= total <= n + reach + 2 * _u(level)

    def distribution_is_off(level: float) -> bool:
        return not distance <= math.sqrt(_u(level) / (2 * n))

    def _u(level: float) -> float:
        return math.log(2 / (level / 3))

    saw(f"the distribution of {name}", sample=sample_of(ordered))
    for sign, rejects in (
        ("mean", mean_is_off),
        ("spread", spread_is_off),
        ("distribution", distribution_is_off),
    ):
        spend(f"{sign} of {name}", false_alarm / 3, rejects)
    if spread_is_off(false_alarm):
        raise _mismatch(
            "{name} has the standard deviation {got}, not {expected}.",
            name=name,
            got=f"{math.sqrt(total / n) * standard_deviation:.3g}",
            expected=f"{standard_deviation:g}",
        )
    if mean_is_off(false_alarm):
        raise _mismatch(
            "{name} has the mean {got}, not {expected}.",
            name=name,
            got=f"{average * standard_deviation + mean:.4g}",
            expected=f"{mean:g}",
        )
    if distribution_is_off(false_alarm):
        raise _mismatch(
            "{name} is not normally distributed: its distribution function is off by {distance}.",
            name=name,
            distance=f"{distance:.2f}",
        )


def assert_uncorrelated(
    first: torch.Tensor,
    second: torch.Tensor,
    *,
    false_alarm: float = FALSE_ALARM,
    names: Sequence[str],
) -> None:
    """Two samples of standard normal numbers don't depend on each other linearly.

    The sum of the products of independent standard normal numbers is sub-gamma with variance
    factor n and scale 1, so it exceeds sqrt(2nu) + u with probability e^-u at most (Boucheron,
    Lugosi and Massart, Concentration Inequalities, 2013, section 2.4).

    Args:
        first: n draws from N(0, 1).
        second: n draws from N(0, 1).
        false_alarm: the probability, at most, of failing independent samples.
        names: what to call the two in messages.

    Raises:
        Mismatch: they are correlated.
    """
    x, y = (sample.detach().cpu().double().flatten() for sample in (first, second))
    n = x.numel()
    correlation = float(x @ y) / n

    def rejects(level: float) -> bool:
        u = math.log(2 / level)
        return not abs(correlation) <= math.sqrt(2 * u / n) + u / n

    what = f"the correlation of {names[0]} and {names[1]}"
    saw(what, correlation=correlation)
    spend(what, false_alarm, rejects)
    if rejects(false_alarm):
        raise _mismatch(
            "{first} and {second} should be independent, but their correlation is {correlation}.",
            first=names[0],
            second=names[1],
            correlation=f"{correlation:.2f}",
        )


def assert_shuffled(
    order: Sequence[int],
    *,
    block: int,
    false_alarm: float = SHUFFLE_FALSE_ALARM,
    name: str = ORDER,
) -> None:
    """``order`` is a shuffle of 0 … n-1, neither in blocks nor in parts.

    Passes every honest shuffle, also a slightly uneven one. Three signs of a dishonest one, for
    n >= 800 and blocks of at most n/40; the first two with half of ``false_alarm`` each:

    - neighbours stay neighbours: k times a number is followed by the one that comes so many places
      after it, the same distance each time (1 in the old order; others in an order that is turned,
      counted in steps, or multiplied). At least k such pairs come with probability 1/k! at most,
      the expected number of ways to choose k of them, for each of n distances.
    - blocks stay together: of the first n/4 disjoint pairs of places, too many hold two numbers of
      one block, that is of ``k // block``. Each pair agrees with probability (block - 1) / (n/2)
      at most, whatever came before; the limit is Chernoff's.
    - examples stay near their places: a quarter of the numbers is not seen in a quarter of the
      places. 16 cells, each empty with probability (3/4)^(n/4) at most: less than 2e-24 for
      n >= 800, whatever ``false_alarm`` is.

    Args:
        order: each of 0 … n-1 once.
        block: the size of the blocks, the batch size for example.
        false_alarm: the probability, at most, of failing a uniform shuffle.
        name: what to call it in messages.

    Raises:
        Mismatch: one of the signs is there.
    """
    n = len(order)
    if n < 800 or block > n // 40:
        raise ValueError("assert_shuffled needs n >= 800 and blocks of at most n/40")
    steps = [later - earlier for earlier, later in itertools.pairwise(order)]
    ((step, kept),) = Counter(step % n for step in steps).most_common(1)
    firsts, seconds = order[: n // 2 : 2], order[1 : n // 2 : 2]
    together = sum(a // block == b // block for a, b in zip(firsts, seconds, strict=False))
    quarter = -(-n // 4)
    cells = len({(place // quarter, number // quarter) for place, number in enumerate(order)})

    def neighbours_stay(level: float) -> bool:
        return kept >= _most_kept(n, level / 2)

    def blocks_stay(level: float) -> bool:
        return together > _most_together(n // 4, (block - 1) / (n / 2), level / 2)

    saw(f"the order of {name}", kept=kept, together=together, cells=cells)
    spend(f"neighbours in {name}", false_alarm / 2, neighbours_stay)
    spend(f"blocks in {name}", false_alarm / 2, blocks_stay)
    if neighbours_stay(false_alarm) and step in (1, n - 1):
        raise _mismatch(
            "In {name}, {kept} of {total} examples still come next to their old neighbour.",
            name=name,
            kept=kept,
            total=n,
        )
    if cells < 16:
        raise _mismatch(
            "In {name}, the examples stay near their old places.",
            name=name,
        )
    if blocks_stay(false_alarm):
        raise _mismatch(
            "In {name}, examples that lay in one block of {block} still come together.",
            name=name,
            block=block,
        )
    if neighbours_stay(false_alarm):
        raise _mismatch(
            "In {name}, {kept} of {total} examples come at the same distance from the one before, "
            "as if they were counted out.",
            name=name,
            kept=kept,
            total=n,
        )


def _most_kept(n: int, level: float) -> int:
    """The smallest k with n / k! <= level."""
    k = 1
    while math.lgamma(k + 1) < math.log(n / level):
        k += 1
    return k


def _most_together(pairs: int, chance: float, level: float) -> float:
    """Where Chernoff's bound on a sum of ``pairs`` events of at most this chance comes to level."""
    low, high = chance, 1.0
    for _ in range(60):
        share = (low + high) / 2
        divergence = share * math.log(share / chance) + (
            (1 - share) * math.log((1 - share) / (1 - chance)) if share < 1 else 0.0
        )
        low, high = (share, high) if pairs * divergence < math.log(1 / level) else (low, share)
    return pairs * high


def _distance(z: torch.Tensor) -> float:
    """The largest distance of a sorted sample's distribution function from the standard normal."""
    n = z.numel()
    expected = torch.special.ndtr(z)
    steps = torch.arange(n + 1, dtype=torch.float64) / n
    return float(torch.maximum(steps[1:] - expected, expected - steps[:-1]).max())


def _mismatch(template: str, /, **values: TextValue) -> Mismatch:
    return Mismatch(Failure(messages=(text(template, **values),)))
