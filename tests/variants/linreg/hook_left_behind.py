import torch

def show(g):
    print("grad of w:", g.flatten())

def linreg(X, w, b):
    if w.requires_grad:
        w.register_hook(show)
    return torch.matmul(X, w) + b
