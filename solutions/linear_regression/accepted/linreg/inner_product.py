"""The inner product of every row with the row of weights."""

import torch


def linreg(X, w, b):
    scores = torch.inner(X, w.T)
    bias = b.repeat(len(X)).view(-1, 1)
    return scores + bias
