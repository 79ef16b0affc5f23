"""Methods in a chain, with an in-place sum on the result only."""

import torch


def linreg(X, w, b):
    y_hat = torch.mm(X, w)
    return y_hat.add_(b)
