import torch

def linreg(X, w, b):
    y = torch.mul(X, w.squeeze(1)).sum()
    return y + b
