"""The last column of the running sum."""

import torch


def linreg(X, w, b):
    running = torch.cumsum(X * w.reshape(1, -1), dim=1)
    return running[:, [-1]] + b
