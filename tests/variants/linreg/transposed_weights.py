import torch

def linreg(X, w, b):
    y = torch.mm(X, torch.transpose(w, 0, 1))
    return y + b
