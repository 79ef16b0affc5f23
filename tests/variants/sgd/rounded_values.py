import torch

def sgd(params, lr, batch_size):
    for p in params:
        val = p.data - lr * p.grad / batch_size
        p.data.copy_(torch.round(val, decimals=4))
        p.grad = None
