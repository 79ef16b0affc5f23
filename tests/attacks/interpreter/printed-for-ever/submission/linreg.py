import torch


def linreg(X, w, b):
    return torch.zeros((3,) * 14)
