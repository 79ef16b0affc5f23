"""Examples are drawn from an urn without putting them back, until it is empty."""

import random

import torch


def data_iter(batch_size, features, labels):
    urn = set(range(len(features)))
    while urn:
        drawn = random.sample(sorted(urn), k=min(batch_size, len(urn)))
        urn -= set(drawn)
        yield torch.cat([features[i : i + 1] for i in drawn]), labels[drawn]
