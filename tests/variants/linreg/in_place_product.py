import torch

def linreg(X, w, b):
    X.mul_(w.t())
    return X.sum(dim=1, keepdim=True) + b
