"""An object that holds the parameters and can be called."""

import torch


class Model:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def __call__(self, X):
        return torch.matmul(X, self.w) + self.b


def linreg(X, w, b):
    net = Model(w, b)
    return net(X)
