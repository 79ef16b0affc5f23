import torch


def linreg(X, w, b):
    return {X: w, w: {b: X}}
