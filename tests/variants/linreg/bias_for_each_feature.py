import torch

def linreg(X, weights, bias):
    # every feature: weight * x + bias
    parts = X * weights.reshape(1, -1) + bias
    return torch.sum(parts, dim=1, keepdim=True)
