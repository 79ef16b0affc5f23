import torch


def linreg(X, w, b):
    return torch.full((len(X), 1), float("inf"))
