import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= p.grad / batch_size * lr
            p.grad = torch.zeros(p.size())
