"""The bias as one more weight, for a feature that is always 1."""

import torch


def with_ones(X):
    ones = torch.ones(X.shape[0], 1, dtype=X.dtype, device=X.device)
    return torch.cat((X, ones), dim=1)


def linreg(X, w, b):
    theta = torch.cat((w, b.reshape(1, 1)), dim=0)
    return with_ones(X) @ theta
