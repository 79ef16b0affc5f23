import torch

def linreg(X, w, b):
    d = X.shape[1]
    return (X @ w) / d + b
