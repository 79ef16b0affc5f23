import torch

def linreg(X, w, b):
    for row in X:
        y = torch.dot(row, w[:, 0]) + b
        return y.reshape(1, 1)
