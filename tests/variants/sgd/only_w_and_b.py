import torch

def _step(t, s):
    t.data -= s * t.grad
    t.grad = None

def sgd(params, lr, batch_size):
    weight, bias = params
    _step(weight, lr / batch_size)
    _step(bias, lr / batch_size)
