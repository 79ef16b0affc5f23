import torch

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for theta in params:
            g = torch.clip(theta.grad, -1000, 1000)   # no exploding gradients
            theta.sub_(lr * g / batch_size)
            theta.grad = None
