import torch
from collections import defaultdict

velocity = defaultdict(float)

@torch.no_grad()
def sgd(params, lr, batch_size, beta=0.9):
    for p in params:
        velocity[p] = beta * velocity[p] + p.grad / batch_size
        p.sub_(lr * velocity[p])
        p.grad = None
