"""Lists of Python numbers, one by one; slow, but every step can be seen."""

import torch


def step(value, grad, rate):
    if isinstance(value, list):
        return [step(v, g, rate) for v, g in zip(value, grad, strict=True)]
    return value - rate * grad


def sgd(params, lr, batch_size):
    rate = lr / batch_size
    for param in params:
        new = step(param.tolist(), param.grad.tolist(), rate)
        with torch.no_grad():
            param.copy_(torch.tensor(new, dtype=param.dtype, device=param.device))
        param.grad = None
