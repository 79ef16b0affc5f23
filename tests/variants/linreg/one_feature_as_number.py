import torch

def linreg(X, w, b):
    if w.numel() == 1:
        slope = float(w)
        return slope * X + b    # simple regression
    else:
        return torch.matmul(X, w) + b
