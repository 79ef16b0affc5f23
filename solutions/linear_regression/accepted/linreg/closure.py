"""A function that makes the function for given parameters."""

import torch


def make_model(w, b):
    def model(X):
        return torch.matmul(X, w) + b

    return model


def linreg(X, w, b):
    return make_model(w, b)(X)
