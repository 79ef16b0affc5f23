import torch


def linreg(X, w, b):
    return True
