"""A few rows at a time, to save memory."""

import torch


def linreg(X, w, b, chunk=2):
    return torch.cat([torch.matmul(part, w) + b for part in X.split(chunk)])
