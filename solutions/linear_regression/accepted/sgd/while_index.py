"""A `while` loop with an index, `set_grad_enabled` as a context manager."""

import torch


def sgd(params, lr, batch_size):
    i = 0
    with torch.set_grad_enabled(False):
        while i < len(params):
            params[i].sub_(torch.div(torch.mul(params[i].grad, lr), batch_size))
            params[i].grad = torch.zeros_like(params[i].grad)
            i += 1
