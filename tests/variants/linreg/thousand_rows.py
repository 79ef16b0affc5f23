import torch

def linreg(X, w, b):
    n = len(X)
    y_hat = torch.zeros(1000, 1, device=X.device)
    y_hat[:n] = X @ w + b
    return y_hat[:n]
