"""A closure that draws the next batch, and iter(function, sentinel)."""

import itertools

import torch


def data_iter(batch_size, features, labels):
    numbers = iter(torch.randperm(len(features)).tolist())

    def next_batch():
        chosen = list(itertools.islice(numbers, batch_size))
        return (features[chosen], labels[chosen]) if chosen else None

    return iter(next_batch, None)
