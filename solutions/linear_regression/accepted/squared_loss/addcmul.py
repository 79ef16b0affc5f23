"""Multiply and add in one operation, starting from zeros."""

import torch


def squared_loss(y_hat, y):
    d = y_hat - y.reshape(y_hat.shape)
    return torch.addcmul(torch.zeros_like(d), d, d, value=0.5)
