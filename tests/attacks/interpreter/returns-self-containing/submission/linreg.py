import torch


def own():
    value = []
    value.append(value)
    return value


def linreg(X, w, b):
    return own()
