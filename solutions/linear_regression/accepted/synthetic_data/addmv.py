"""One fused call: noise and bias are what the product is added to."""

import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    start = torch.normal(float(b), 0.01, size=(num_examples,))
    return [X, torch.addmv(start, X, w).view(num_examples, 1)]
