"""Empty tensors, filled in a loop over the examples."""

import random

import torch


def synthetic_data(w, b, num_examples):
    X = torch.zeros(num_examples, len(w))
    y = torch.zeros(num_examples, 1)
    for i in range(num_examples):
        X[i] = torch.randn(len(w))
        y[i, 0] = (X[i] * w).sum() + b + random.gauss(0, 0.01)
    return X, y
