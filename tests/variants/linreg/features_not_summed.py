import torch

def linreg(X, w, b):
    columns = []
    for j in range(X.shape[1]):
        columns.append(X[:, j] * w[j] + b)
    return torch.stack(columns, dim=1)
