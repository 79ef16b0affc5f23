import torch

speeds = {}
MU = 0.9

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for i, p in enumerate(params):
            key = (i, tuple(p.shape), str(p.device))
            g = p.grad / batch_size
            v = g.clone() if key not in speeds else MU * speeds[key] + g
            speeds[key] = v
            p -= lr * v
            p.grad.zero_()
