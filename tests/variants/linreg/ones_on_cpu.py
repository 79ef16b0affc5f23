import torch

def linreg(X, w, b):
    # bias trick
    ones = torch.ones((X.shape[0], 1))
    Xb = torch.hstack([ones, X])
    theta = torch.vstack([b.view(1, 1), w])
    return Xb @ theta
