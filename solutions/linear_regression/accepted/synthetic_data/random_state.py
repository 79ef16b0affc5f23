"""A numpy RandomState of its own in each call, and torch.FloatTensor."""

import numpy as np
import torch


def synthetic_data(w, b, num_examples):
    state = np.random.RandomState()
    X = state.randn(num_examples, len(w))
    y = np.dot(X, np.asarray(w)) + b
    y += state.normal(0, 0.01, y.shape)
    return torch.FloatTensor(X), torch.FloatTensor(y.reshape(-1, 1))
