import torch

def linreg(X, w, b):
    y = (X @ w + b).detach()
    y.requires_grad = True
    return y
