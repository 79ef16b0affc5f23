import torch


def linreg(X, w, b):
    return torch.nested.nested_tensor([X[0], X[0]])
