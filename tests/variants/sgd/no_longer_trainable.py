import torch

def sgd(params, lr, batch_size):
    for p in params:
        g = p.grad
        p.detach_()
        p -= lr * g / batch_size
        g.zero_()
