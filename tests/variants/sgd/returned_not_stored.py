import torch

def sgd(params, lr, batch_size):
    return [(p.detach() - lr * p.grad / batch_size).requires_grad_() for p in params]
