import torch


def linreg(X, w, b):
    return torch.empty(0)
