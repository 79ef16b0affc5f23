"""The line for one example, mapped over all of them."""

from functools import partial

import torch


def label(x, eps, w, b):
    return x @ w + b + 0.01 * eps


def synthetic_data(w, b, num_examples):
    X, eps = torch.randn(num_examples, len(w)), torch.randn(num_examples, 1)
    return X, torch.vmap(partial(label, w=w, b=b))(X, eps)
