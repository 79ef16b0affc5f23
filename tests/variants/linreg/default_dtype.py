import torch

def linreg(X, w, b):
    torch.set_default_dtype(torch.double)   # more precise
    return torch.matmul(X, w) + b
