"""Writes into the whole tensor with `[...]`; a generator pairs parameters with gradients."""

import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        pairs = ((p, p.grad) for p in params)
        for p, g in pairs:
            p[...] = p - lr * g / batch_size
            g[...] = 0
