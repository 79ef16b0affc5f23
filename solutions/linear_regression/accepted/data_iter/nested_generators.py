"""Small generators that feed each other, and yield from."""

import random


def mixed(n):
    yield from random.sample(range(n), n)


def grouped(numbers, size):
    group = []
    for number in numbers:
        group.append(number)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def data_iter(batch_size, features, labels):
    yield from (
        (features[group], labels[group]) for group in grouped(mixed(len(features)), batch_size)
    )
