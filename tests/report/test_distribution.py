"""The histogram counts every total once, at the right place."""

from __future__ import annotations

import pytest

from grader.report.distribution import Bin, bins, distribution


def test_each_total_is_in_one_bin() -> None:
    """The lower edge belongs to a bin, the upper one to the next; full marks have their own."""
    found = bins([0, 0.99, 1, 1.5, 15.99, 16, 16], 16)
    assert len(found) == 17
    assert found[0] == Bin(0, 1, 2)
    assert found[1] == Bin(1, 2, 2)
    assert found[15] == Bin(15, 16, 1)
    assert found[16] == Bin(16, 16, 2)


def test_sums_of_thirds_are_where_people_expect_them() -> None:
    """A total that is 7 but for rounding counts as 7."""
    found = bins([sum([1 / 3] * 21)], 16)
    assert [bin.low for bin in found if bin.count] == [7]


@pytest.mark.parametrize("full", [0.5, 1, 3, 5, 7.5, 16, 20, 21, 33.3, 100, 1e6])
def test_bins_are_few_round_and_cover_everything(full: float) -> None:
    """Between 8 and 20 bins reach from 0 to full marks, whatever an assignment is worth."""
    found = bins([full * part / 1000 for part in range(1001)], full)
    assert 8 <= len(found) - 1 <= 20
    assert found[0].low == 0
    assert found[-2].high == found[-1].low == full
    assert sum(bin.count for bin in found) == 1001


def test_middle_of_the_class() -> None:
    """Median and middle half; the highest bar takes the whole height."""
    shown = distribution([0, 4, 8, 12, 16], 16)
    assert shown is not None
    assert (shown.lower, shown.median, shown.upper) == (4, 8, 12)
    assert {bar.height for bar in shown.bars if bar.bin.count} == {130}
    assert shown.median_x == shown.bars[8].x


def test_small_classes() -> None:
    """One student is a distribution; nobody is none."""
    alone = distribution([16], 16)
    assert alone is not None
    assert (alone.lower, alone.median, alone.upper) == (16, 16, 16)
    assert alone.median_x == alone.bars[-1].middle
    assert distribution([], 16) is None
