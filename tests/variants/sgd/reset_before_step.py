import torch

@torch.no_grad()
def sgd(params, lr, batch_size):
    # clean gradients
    for p in params:
        p.grad.zero_()
    # step
    for p in params:
        p -= lr * p.grad / batch_size
