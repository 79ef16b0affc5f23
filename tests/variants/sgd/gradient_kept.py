import torch

def sgd(params, lr, batch_size):
    for p in list(params):
        p.data -= (lr / batch_size) * p.grad.data
    return params
