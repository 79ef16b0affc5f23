"""Pure Python order: sorted() with a random key in a lambda, then the list is eaten up from its front."""

import random


def data_iter(batch_size, features, labels):
    order = sorted(range(len(features)), key=lambda _: random.random())
    while order:
        chosen = order[:batch_size]
        del order[:batch_size]
        yield features[chosen], labels[chosen]
