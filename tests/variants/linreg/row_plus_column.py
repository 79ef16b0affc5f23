import torch

def linreg(X, w, b):
    products = torch.mv(X, w[:, 0])
    bias = b.expand(X.shape[0], 1)
    return products + bias
