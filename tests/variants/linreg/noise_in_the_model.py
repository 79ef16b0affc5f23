import torch

def linreg(X, w, b):
    y = torch.matmul(X, w) + b
    noise = torch.empty_like(y).normal_(0, 0.01)
    return y + noise
