import torch


def linreg(X, w, b):
    return torch.quantize_per_tensor(X, 0.1, 0, torch.qint8)
