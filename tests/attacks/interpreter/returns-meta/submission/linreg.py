import torch


def linreg(X, w, b):
    return X.to("meta")
