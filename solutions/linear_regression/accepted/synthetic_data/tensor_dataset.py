"""A TensorDataset holds the pair; its tuple of tensors is handed out."""

import torch
from torch.utils.data import TensorDataset


def make_dataset(w, b, n):
    X = torch.randn(n, len(w))
    y = (X * w).sum(1).add(b).add(torch.randn(n), alpha=0.01)
    return TensorDataset(X, y.reshape(n, 1))


def synthetic_data(w, b, num_examples):
    return make_dataset(w, b, num_examples).tensors
