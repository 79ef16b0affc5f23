import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr / batch_size * p.grad
            p.fill_(0)   # reset
