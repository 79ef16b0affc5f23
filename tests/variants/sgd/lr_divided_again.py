import torch

def sgd(params, lr, batch_size):
    for p in params:
        lr = lr / batch_size
        p.data = p.data - lr * p.grad
        p.grad.zero_()
