"""A small module of its own, called by the function."""

import torch
from torch import nn


class SquaredLoss(nn.Module):
    def __init__(self, factor=0.5):
        super().__init__()
        self.factor = factor

    def forward(self, y_hat, y):
        return self.factor * torch.square(y_hat - y.reshape(y_hat.shape))


def squared_loss(y_hat, y):
    return SquaredLoss()(y_hat, y)
