import torch

def linreg(X, w, b):
    z = torch.matmul(X, w) + b
    return torch.clamp(z, min=0)
