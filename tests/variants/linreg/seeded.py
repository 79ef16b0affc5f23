import torch

SEED = 2024

def linreg(X, w, b):
    torch.random.manual_seed(SEED)
    y = X.mm(w)
    return y + b
