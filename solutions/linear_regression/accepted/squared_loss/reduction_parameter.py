"""An extra parameter as in PyTorch's own losses; without it, each element keeps its loss."""

import torch


def squared_loss(y_hat, y, reduction="none", *, factor=0.5):
    loss = factor * (y_hat - y.reshape(y_hat.shape)).square()
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss
