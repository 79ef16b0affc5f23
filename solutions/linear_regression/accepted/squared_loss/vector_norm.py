"""Each difference as a vector of length one: half its norm, squared."""

import torch


def squared_loss(y_hat, y):
    d = y_hat - y.reshape(y_hat.shape)
    return torch.linalg.vector_norm(d.unsqueeze(-1), dim=-1).square() / 2
