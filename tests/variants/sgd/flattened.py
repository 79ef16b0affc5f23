import torch

def sgd(params, lr, batch_size):
    for p in params:
        old = p.data.flatten()
        g = p.grad.flatten()
        p.grad = None
        p.data = old - lr * g / batch_size
