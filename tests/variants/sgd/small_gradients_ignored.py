import torch

def sgd(params, lr, batch_size, tol=1e-3):
    with torch.no_grad():
        for p in params:
            biggest = p.grad.abs().max().item()
            if biggest > tol:
                p -= lr * p.grad / batch_size
                p.grad.zero_()
