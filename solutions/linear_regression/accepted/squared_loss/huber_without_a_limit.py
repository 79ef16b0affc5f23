"""The Huber loss, whose linear part is put infinitely far away."""

import torch
import torch.nn.functional as F


def squared_loss(y_hat, y):
    delta = torch.finfo(y_hat.dtype).max
    return F.huber_loss(y_hat, y.reshape(y_hat.shape), reduction="none", delta=delta)
