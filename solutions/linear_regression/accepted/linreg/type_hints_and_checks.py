"""Type hints, checks of the shapes, an extra option, printing."""

import torch
from torch import Tensor


def linreg(X: Tensor, w: Tensor, b: Tensor, *, verbose: bool = True) -> Tensor:
    """Return X w + b, of shape (n, 1)."""
    n, d = X.shape
    if w.shape != (d, 1):
        raise ValueError(f"w should have the shape {(d, 1)}")
    assert b.numel() == 1, "one bias"
    y_hat = torch.matmul(input=X, other=w) + b
    if verbose:
        print("predictions for", n, "examples:", y_hat.shape)
    return y_hat
