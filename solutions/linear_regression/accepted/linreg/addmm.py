"""Product and sum in one call."""

import torch


def linreg(X, w, b):
    return torch.addmm(b, X, w)
