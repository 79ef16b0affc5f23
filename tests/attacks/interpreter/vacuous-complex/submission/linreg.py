import torch


def linreg(X, w, b):
    return torch.zeros(len(X), 1, dtype=torch.complex64)
