import torch


def linreg(X, w, b):
    return X.to(torch.float8_e5m2)
