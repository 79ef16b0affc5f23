"""The half square as an area: base times height over two, by absolute values."""

import torch

area = lambda base, height: base * height / 2  # noqa: E731


def squared_loss(y_hat, y):
    side = torch.abs(y_hat - y.reshape(y_hat.shape))
    return area(side, side)
