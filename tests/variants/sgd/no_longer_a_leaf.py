import torch

def sgd(params, lr, batch_size):
    for p in params:
        new_value = p - lr * p.grad / batch_size
        p.grad.zero_()
        # gradients off, then write in place
        p.requires_grad_(False).copy_(new_value)
