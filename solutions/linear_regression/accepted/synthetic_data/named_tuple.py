"""The result is a named tuple."""

from typing import NamedTuple

import torch


class Data(NamedTuple):
    X: torch.Tensor
    y: torch.Tensor


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    clean = X @ w + b
    return Data(X=X, y=torch.normal(clean, torch.full_like(clean, 0.01)).reshape(-1, 1))
