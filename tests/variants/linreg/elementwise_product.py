import torch

def linreg(X, w, b):
    y = torch.multiply(X, w)
    y = y + b
    return y
