import torch


def linreg(X, w, b):
    return 1 << 10**6
