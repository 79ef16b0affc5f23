"""Einstein's summation with an output of two axes."""

import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = torch.einsum("nd,do->no", X, w[:, None])
    return X, y + b + torch.randn(num_examples, 1) / 100
