"""Recursion over the list: the first parameter, then the rest."""

import torch


def sgd(params, lr, batch_size):
    if not params:
        return
    first, *rest = params
    with torch.no_grad():
        first.add_(first.grad.neg().mul(lr).div(batch_size))
    first.grad = None
    sgd(rest, lr, batch_size)
