import torch

def normalise(X):
    return X - torch.mean(X, dim=0, keepdim=True)

def linreg(X, w, b):
    X = normalise(X)
    return torch.matmul(X, w) + b
