"""No noise of its own: each label is drawn around its place on the line."""

import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn((num_examples, w.numel()))
    y = torch.normal(mean=X @ w + b, std=0.01)
    return X, y.unsqueeze(dim=-1)
