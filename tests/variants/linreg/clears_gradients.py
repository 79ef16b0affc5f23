import torch

def linreg(X, w, b):
    # always clear first, otherwise they add up
    w.grad = None
    b.grad = None
    return X.matmul(w).add(b)
