import torch


def linreg(X, w, b):
    return torch.tensor(0.0)
