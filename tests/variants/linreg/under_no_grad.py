import torch

@torch.no_grad()
def linreg(X, w, b):
    out = torch.addmm(b, X, w)
    return out
