"""Computed in float64, given back in the dtype that came in."""

import torch


def linreg(X, w, b):
    y_hat = torch.matmul(X.double(), w.double()) + b.double()
    return y_hat.to(X.dtype)
