"""The area under a straight line, by the trapezoid rule: exact here."""

import torch


def squared_loss(y_hat, y):
    d = y_hat - y.reshape(y_hat.shape)
    ends = torch.stack([torch.zeros_like(d), d])
    return torch.trapezoid(ends, ends, dim=0)
