import torch

LAMBDA = 0.01

def sgd(params, lr, batch_size):
    for p in params:
        p.data.mul_(1 - lr * LAMBDA)
        p.data.sub_(p.grad, alpha=lr / batch_size)
        p.grad = None
