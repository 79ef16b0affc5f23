"""`no_grad` as a decorator, `sub_` with `alpha`, gradients set to None."""

import torch


@torch.no_grad()
def sgd(params, lr, batch_size):
    for p in params:
        p.sub_(p.grad, alpha=lr / batch_size)
        p.grad = None
