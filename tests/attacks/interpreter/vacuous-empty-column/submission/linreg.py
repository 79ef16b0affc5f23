import torch


def linreg(X, w, b):
    return torch.empty(len(X), 0)
