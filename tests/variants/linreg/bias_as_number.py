import torch

def linreg(X, w, b):
    bias = float(b)
    return X.mm(w) + bias
