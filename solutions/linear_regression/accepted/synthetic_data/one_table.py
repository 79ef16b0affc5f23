"""One table of draws; X and y are views of it, and y is made in place."""

import torch


def synthetic_data(w, b, num_examples):
    table = torch.randn(num_examples, len(w) + 1)
    X, y = table[:, :-1], table[:, -1:]
    y *= 0.01
    y += (X @ w)[:, None]
    y += b
    return X, y
