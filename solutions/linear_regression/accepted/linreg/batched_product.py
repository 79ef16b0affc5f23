"""A batch of one matrix, with the bias in the same call."""

import torch


def linreg(X, w, b):
    return torch.baddbmm(b, X.unsqueeze(0), w.unsqueeze(0)).squeeze(0)
