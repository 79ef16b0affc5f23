"""Statistics' design matrix with a column of ones, for the product only."""

import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    design = torch.hstack([torch.ones(num_examples, 1), X])
    beta = torch.cat([torch.tensor([float(b)]), w])
    y = torch.inner(design, beta) + torch.randn(num_examples).mul(0.01)
    return X, torch.atleast_2d(y).T
