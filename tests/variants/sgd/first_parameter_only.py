import torch

def sgd(params, lr, batch_size):
    step = lr / batch_size
    with torch.no_grad():
        for x in params:
            x.add_(x.grad, alpha=-step)
            x.grad.fill_(0)
            return params
