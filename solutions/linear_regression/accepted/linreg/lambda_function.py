"""A lambda with a name."""

import torch

linreg = lambda X, w, b: torch.add(b, torch.matmul(X, w))  # noqa: E731
