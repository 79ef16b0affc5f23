"""Compiled by TorchScript."""

from typing import Tuple

import torch
from torch import Tensor


@torch.jit.script
def synthetic_data(w: Tensor, b: float, num_examples: int) -> Tuple[Tensor, Tensor]:
    X = torch.randn([num_examples, len(w)])
    y = torch.mv(X, w) + b + torch.randn([num_examples]) * 0.01
    return X, y.reshape(-1, 1)
