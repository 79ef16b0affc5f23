import torch

def sgd(params, lr, batch_size):
    for p in params:
        new = (p.data - lr * p.grad) / batch_size
        p.data.copy_(new)
        p.grad.zero_()
