"""A short run of what ``make fuzz`` does by the million: mutated bytes are refused or valid."""

from __future__ import annotations

import random

import pytest

from .targets import TARGETS


def mutated(seed: bytes, chance: random.Random, other: bytes) -> bytes:
    """One to eight changes: bytes changed, cut, repeated, or taken from another seed."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) + 1)
        change = chance.randrange(5)
        if change == 0 and place < len(data):
            data[place] = chance.choice((0, 1, 0x7F, 0x80, 0xC1, 0xFF, chance.randrange(256)))
        elif change == 1:
            del data[place : place + chance.randint(1, 16)]
        elif change == 2:
            data[place:place] = data[place : place + chance.randint(1, 64)] * chance.randint(1, 4)
        elif change == 3:
            start = chance.randrange(len(other) + 1)
            data[place:place] = other[start : start + chance.randint(1, 64)]
        else:
            data[place:place] = chance.choice(
                (b"[", b"{", b'"', b"\xdf\xff\xff\xff\xff", b"(" * 99)
            )
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_mutated_bytes_are_refused_or_valid(name: str) -> None:
    """Never another exception than the one that says what is wrong, never a crash or a hang."""
    target, make_seeds = TARGETS[name]
    seeds = list(make_seeds())
    assert all(target(seed) for seed in seeds if name != "notebook"), "the seeds are valid"
    chance = random.Random(name)
    outcomes = {
        target(mutated(chance.choice(seeds), chance, chance.choice(seeds)))
        for _ in range(300 if name == "notebook" else 3000)
    }
    assert outcomes == {True, False}, "some are refused, and some get through"
