import torch

def linreg(X, w, b):
    X = torch.squeeze(X)
    return torch.matmul(X, w) + b
