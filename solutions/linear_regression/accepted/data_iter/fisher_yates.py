"""The shuffle of Fisher and Yates, written out in a helper."""

import random


def shuffled(n):
    numbers = list(range(n))
    for last in range(n - 1, 0, -1):
        other = random.randint(0, last)
        numbers[last], numbers[other] = numbers[other], numbers[last]
    return numbers


def data_iter(batch_size, features, labels):
    order = shuffled(len(features))
    batches = []
    while order:
        chosen, order = order[:batch_size], order[batch_size:]
        batches.append((features[chosen], labels[chosen]))
    return batches
