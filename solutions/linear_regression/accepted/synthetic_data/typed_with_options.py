"""Type hints, keyword-only options with defaults, an assertion and a print."""

import torch
from torch import Tensor


def synthetic_data(
    w: Tensor, b: float, num_examples: int, *, sigma: float = 0.01, verbose: bool = True
) -> tuple[Tensor, Tensor]:
    """Draw a data set of ``num_examples`` examples."""
    assert w.ndim == 1, "w must be a vector"
    X: Tensor = torch.randn(num_examples, w.shape[0])
    y: Tensor = (X @ w + b + sigma * torch.randn(num_examples))[..., None]
    if verbose:
        print("made", num_examples, "examples:", X.shape, y.shape)
    return X, y
