"""Computes the step in double precision and writes it back in the parameter's own."""

import torch


def sgd(params, lr, batch_size):
    for param in params:
        exact = param.detach().double() - lr * param.grad.double() / batch_size
        param.data.copy_(exact.to(param.dtype))
        param.grad.zero_()
