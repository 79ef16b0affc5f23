import torch

@torch.no_grad()
def sgd(parameters, eta, bs):
    for p in parameters:
        n = p.grad.shape[0]   # one row per example
        p -= eta / n * p.grad
        p.grad.zero_()
