"""Large inputs in pieces: split, work, join."""

import torch


def squared_loss(y_hat, y, size=4):
    pieces = []
    for a, b in zip(y_hat.reshape(-1).split(size), y.reshape(-1).split(size), strict=True):
        pieces.append((a - b).pow(2) / 2)
    return torch.cat(pieces).reshape(y_hat.shape)
