"""A closure made by a helper, applied to every parameter with `map`."""

import torch


def make_update(rate):
    def update(param):
        param.data.add_(-rate * param.grad)
        param.grad.zero_()
        return param

    return update


def sgd(params, lr, batch_size):
    return list(map(make_update(lr / batch_size), params))
