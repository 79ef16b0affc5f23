import torch

def sgd(params, lr, batch_size, wd=1e-6):
    with torch.no_grad():
        for p in params:
            d = p.grad / batch_size + wd * p
            p -= lr * d
            p.grad.zero_()
