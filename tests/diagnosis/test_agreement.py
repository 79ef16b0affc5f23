"""When two programs led a test to the same observations."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from grader.diagnosis.agreement import Pattern, distance, same_course
from grader.exam.transcript import Transcript, recording, sample_of, saw


def course(*seen: tuple[str, dict[str, Any]]) -> Transcript:
    """A transcript with these observations."""
    transcript = Transcript()
    with recording(transcript):
        for what, values in seen:
            saw(what, **values)
    return transcript


def value(found: Any) -> Transcript:
    return course(("w", {"actual": found}))


def normal(seed: int, spread: float = 1.0) -> Any:
    rng = torch.Generator().manual_seed(seed)
    return sample_of((spread * torch.randn(4000, generator=rng).double()).sort().values)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (torch.ones(2, 3), torch.ones(2, 3) * (1 + 1e-5)),
        ([1.0, torch.tensor(2.0)], torch.tensor([1.0, 2.0])),
        (torch.tensor([math.nan, 1.0]), torch.tensor([math.nan, 1.0])),
        ("4, 4, 2", "4, 4, 2"),
        (3, 3.0),
        (None, None),
    ],
)
def test_the_same_but_for_rounding_and_form(ours: Any, theirs: Any) -> None:
    """A list of numbers is as good as a tensor of them."""
    assert distance(value(ours), Pattern(value(theirs))) == 0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (torch.ones(2), torch.full((2,), 1.01)),
        (torch.ones(2), torch.ones(2, 1)),
        (torch.ones(2), torch.ones(2).double()),
        (torch.ones(2), None),
        ("4, 4, 2", "4, 4"),
        (3, 4),
    ],
)
def test_other_values_are_other_observations(ours: Any, theirs: Any) -> None:
    """Values, shape, dtype and type have to agree."""
    assert distance(value(ours), Pattern(value(theirs))) is None


def test_every_step_has_to_agree_up_to_the_end() -> None:
    """Another assertion, or one more, is another course."""
    one = course(("a", {}), ("b", {"actual": 1.0}))
    assert same_course(one, one)
    assert not same_course(one, course(("a", {})))
    assert not same_course(one, course(("a", {}), ("c", {"actual": 1.0})))
    assert not same_course(Transcript(), Transcript()), "nothing seen shows nothing"


def test_exceptions_agree_by_type_and_most_words() -> None:
    """Names in a message are the student's own."""
    message = "name {} is not defined in this program at all"

    def raised(kind: str, name: str) -> Transcript:
        return course(("raised", {"kind": kind, "message": message.format(name)}))

    pattern = Pattern(raised("NameError", "lr"))
    assert distance(raised("NameError", "rate"), pattern) is not None
    assert distance(raised("TypeError", "lr"), pattern) is None


def test_random_samples_agree_by_their_distribution() -> None:
    """Other draws of one distribution agree; half as much spread again does not."""
    first, again, other = (course(("noise", {"sample": normal(seed)})) for seed in (1, 2, 3))
    pattern = Pattern(first, again)
    assert distance(other, pattern) is not None
    assert distance(course(("noise", {"sample": normal(3, 1.5)})), pattern) is None


def test_what_chance_brings_is_not_held_against_anybody() -> None:
    """A number that the known program does not repeat may be any; one that it does, may not."""
    pattern = Pattern(value("3 of 9"), value("5 of 9"))
    assert distance(value("4 of 9"), pattern) is not None
    pattern = Pattern(value("4, 4, 2"), value("4, 4, 2"))
    assert distance(value("4, 4"), pattern) is None


def test_the_nearer_of_two_is_nearer() -> None:
    """The same values count for more than values that can't be compared."""
    exact = Pattern(value(torch.ones(3)), value(torch.ones(3)))
    loose = Pattern(value(torch.zeros(3)), value(torch.rand(3)))
    ours = value(torch.ones(3))
    assert (distance(ours, exact), distance(ours, loose)) == (0, 1)


def test_an_observation_is_of_its_time() -> None:
    """What becomes of a tensor or a list later is not what the test saw."""
    tensor, listed = torch.ones(2), [1.0, 2.0]
    transcript = course(("w", {"actual": tensor, "listed": listed}))
    tensor.zero_()
    listed.append(3.0)
    expected = course(("w", {"actual": torch.ones(2), "listed": [1.0, 2.0]}))
    assert distance(transcript, Pattern(expected)) == 0
