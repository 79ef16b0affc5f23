import torch


def linreg(X, w, b):
    return torch.as_strided(X, (len(X), 1), (0, 0))
