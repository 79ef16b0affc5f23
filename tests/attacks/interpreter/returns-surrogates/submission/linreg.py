import torch


def linreg(X, w, b):
    return "\ud800" * 100
