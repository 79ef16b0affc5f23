import torch

LR = 0.03

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= LR * (p.grad / batch_size)
            p.grad = None
