import torch

def sgd(params, lr, batch_size):
    c = lr / batch_size
    for tensor in params:
        tensor.data.add_(tensor.grad, alpha=c)
        tensor.grad.zero_()
