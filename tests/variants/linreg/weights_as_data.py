import torch

def linreg(X, w, b):
    weights = w.data
    y = b + torch.mm(X, weights)
    return y
