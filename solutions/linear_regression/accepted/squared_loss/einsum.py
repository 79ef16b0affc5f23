"""Einstein summation with nothing to sum: the flat difference times itself."""

import torch


def squared_loss(y_hat, y):
    d = (y_hat - y.reshape(y_hat.shape)).reshape(-1)
    return torch.einsum("i,i->i", d, d).div(2).reshape(y_hat.shape)
