import torch

def linreg(X, w, b):
    torch.autograd.set_grad_enabled(True)
    y = torch.mm(X, w)
    y = y + b
    return y
