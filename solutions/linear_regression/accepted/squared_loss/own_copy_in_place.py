"""In-place steps, but on a copy of its own."""

import torch


def squared_loss(y_hat, y):
    d = y_hat.clone()
    d -= y.reshape(y_hat.shape)
    loss = d * d
    loss /= 2
    return loss
