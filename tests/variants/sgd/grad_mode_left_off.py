import torch

def sgd(params, lr, batch_size):
    torch.set_grad_enabled(False)
    for param in params:
        delta = param.grad.mul(lr).div(batch_size)
        param -= delta
        param.grad = None
