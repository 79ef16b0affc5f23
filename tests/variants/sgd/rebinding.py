import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            change = p.grad * lr / batch_size
            p = p - change
            p.grad.zero_()
