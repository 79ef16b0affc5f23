"""Recursion: the data of n examples are the data of two halves."""

import torch


def synthetic_data(w, b, num_examples):
    if num_examples == 1:
        x = torch.randn(1, len(w))
        return x, x @ w.reshape(-1, 1) + b + 0.01 * torch.randn(1, 1)
    half = num_examples // 2
    parts = [synthetic_data(w, b, half), synthetic_data(w, b, num_examples - half)]
    X, y = (torch.cat(pieces) for pieces in zip(*parts))
    return X, y
