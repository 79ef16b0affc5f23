import torch

def linreg(X, w, b):
    total = torch.zeros_like(X[:, 0])
    for j in range(X.size(1)):
        total = total + X[:, j]
    y_hat = total * w[0, 0] + b
    return y_hat.reshape(-1, 1)
