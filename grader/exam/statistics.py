"""Statistical assertions for hidden tests, each with a bound on its false alarms.

A right program draws at random, so no check of it is free of error. Each function here states with
``false_alarm`` an upper bound, proven for every sample size, on the probability that it fails a
right program; what a hidden test spends is the sum over its checks. The bounds are closed forms:
nothing is estimated and no table is asked.

Samples are taken in float64. They must be independent; where a message names a number, it is the
student's own sample's.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence

import torch

from grader.exam.compare import Mismatch
from grader.outcome import Failure, TextValue, text

FALSE_ALARM = 1e-9
# What messages call what was drawn, where the test gives it no name.
SAMPLE = text("the sample").template
ORDER = text("the order").template


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
    z = ((sample.detach().cpu().double() - mean) / standard_deviation).flatten()
    n = z.numel()
    budget = false_alarm / 3
    u = math.log(2 / budget)
    _require_mean(z, math.sqrt(2 * u / n), mean, standard_deviation, name)
    _require_spread(z, u, mean, standard_deviation, name)
    distance = _kolmogorov_smirnov(z)
    if distance > math.sqrt(u / (2 * n)):
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
    u = math.log(2 / false_alarm)
    correlation = float(x @ y) / n
    if abs(correlation) > math.sqrt(2 * u / n) + u / n:
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
    name: str = ORDER,
) -> None:
    """``order`` is a shuffle of 0 … n-1, neither in blocks nor in parts.

    Passes every honest shuffle, also a slightly uneven one. Three signs of a dishonest one, for
    n >= 800 and blocks of at most n/40:

    - neighbours stay neighbours: at least 20 times k is followed by the number that comes so many
      places after it, the same distance each time (1 in the old order; others in an order that is
      turned, counted in steps, or multiplied);
    - blocks stay together: of the first n/4 disjoint pairs of places, more than a quarter hold two
      numbers of one block, that is of ``k // block``;
    - examples stay near their places: a quarter of the numbers is not seen in a quarter of the
      places.

    A uniform shuffle shows one of them with a probability of less than 1e-14: the factorial bound
    on successions, 1/20! for each of n distances, with n below 10 000; Chernoff's bound, since
    each pair agrees with probability (block - 1)/(n/2) at most, whatever came before; and 16
    cells, each empty with probability (3/4)^(n/4) at most.

    Args:
        order: each of 0 … n-1 once.
        block: the size of the blocks, the batch size for example.
        name: what to call it in messages.

    Raises:
        Mismatch: one of the signs is there.
    """
    n = len(order)
    if n < 800 or block > n // 40:
        raise ValueError("assert_shuffled needs n >= 800 and blocks of at most n/40")
    steps = [later - earlier for earlier, later in itertools.pairwise(order)]
    ((step, kept),) = Counter(step % n for step in steps).most_common(1)
    if kept >= 20 and step in (1, n - 1):
        raise _mismatch(
            "In {name}, {kept} of {total} examples still come next to their old neighbour.",
            name=name,
            kept=kept,
            total=n,
        )
    if kept >= 20:
        raise _mismatch(
            "In {name}, {kept} of {total} examples come in equal steps: counted, not shuffled.",
            name=name,
            kept=kept,
            total=n,
        )
    firsts, seconds = order[: n // 2 : 2], order[1 : n // 2 : 2]
    together = sum(a // block == b // block for a, b in zip(firsts, seconds, strict=False))
    if together > n // 16:
        raise _mismatch(
            "In {name}, examples that lay in one block of {block} still come together.",
            name=name,
            block=block,
        )
    quarter = -(-n // 4)
    if len({(place // quarter, number // quarter) for place, number in enumerate(order)}) < 16:
        raise _mismatch(
            "In {name}, the examples stay near their old places.",
            name=name,
        )


def _require_mean(z: torch.Tensor, limit: float, mean: float, deviation: float, name: str) -> None:
    if abs(float(z.mean())) <= limit:
        return
    came = float(z.mean()) * deviation + mean
    raise _mismatch(
        "{name} has the mean {got}, not {expected}.",
        name=name,
        got=f"{came:.4g}",
        expected=f"{mean:g}",
    )


def _require_spread(z: torch.Tensor, u: float, mean: float, deviation: float, name: str) -> None:
    n, total = z.numel(), float((z * z).sum())
    if n - 2 * math.sqrt(n * u) <= total <= n + 2 * math.sqrt(n * u) + 2 * u:
        return
    came = math.sqrt(total / n) * deviation
    raise _mismatch(
        "{name} has the standard deviation {got}, not {expected}.",
        name=name,
        got=f"{came:.3g}",
        expected=f"{deviation:g}",
    )


def _kolmogorov_smirnov(z: torch.Tensor) -> float:
    """The largest distance of the sample's distribution function from the standard normal one."""
    n = z.numel()
    expected = torch.special.ndtr(z.sort().values)
    steps = torch.arange(n + 1, dtype=torch.float64) / n
    return float(torch.maximum(steps[1:] - expected, expected - steps[:-1]).max())


def _mismatch(template: str, /, **values: TextValue) -> Mismatch:
    return Mismatch(Failure(messages=(text(template, **values),)))
