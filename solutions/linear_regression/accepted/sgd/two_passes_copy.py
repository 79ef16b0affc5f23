"""First all new values, then all copies, then all resets: three separate passes."""

import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        new_values = [p - p.grad * (lr / batch_size) for p in params]
        for p, value in zip(params, new_values, strict=True):
            p.copy_(value)
    for p in params:
        p.grad = torch.zeros_like(p)
    return params
