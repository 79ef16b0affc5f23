"""All rows against all copies of w; only the diagonal is wanted."""

import torch


def linreg(X, w, b):
    columns = w.expand(-1, X.shape[0])
    return torch.diagonal(X @ columns).reshape(-1, 1) + b
