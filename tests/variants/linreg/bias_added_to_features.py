import torch

def linreg(X, w, b):
    """(X + b) w"""
    inputs = torch.add(X, b)
    return torch.mm(inputs, w)
