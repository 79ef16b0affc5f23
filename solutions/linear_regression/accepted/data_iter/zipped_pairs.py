"""A list of (row, label) pairs is shuffled, and torch.stack makes batches of them."""

import random

import torch


def data_iter(batch_size, features, labels):
    pairs = list(zip(features, labels))
    random.shuffle(pairs)
    for start in range(0, len(pairs), batch_size):
        rows, targets = zip(*pairs[start : start + batch_size])
        yield torch.stack(rows), torch.stack(targets)
