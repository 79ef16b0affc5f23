"""The pairs are named tuples, made under a no_grad decorator, which leaves the caller alone."""

from typing import NamedTuple

import torch


class Batch(NamedTuple):
    features: torch.Tensor
    labels: torch.Tensor


@torch.no_grad()
def data_iter(batch_size, features, labels):
    for chosen in torch.randperm(len(features)).split(batch_size):
        yield Batch(features=features[chosen], labels=labels[chosen])
