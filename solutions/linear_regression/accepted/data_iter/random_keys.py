"""Type hints; every example gets a random key, and the keys are sorted."""

from collections.abc import Iterator

import torch
from torch import Tensor


def data_iter(
    batch_size: int, features: Tensor, labels: Tensor, *, dtype: torch.dtype = torch.float64
) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield one pass over the data in minibatches."""
    order: Tensor = torch.rand(len(features), dtype=dtype).argsort()
    start: int = 0
    while start < len(order):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
        start += batch_size
