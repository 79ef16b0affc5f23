import torch

def sgd(theta, alpha, m):
    """gradient descent: theta := theta - alpha * 1/(2m) * grad"""
    factor = alpha * 1 / (2 * m)
    for t in theta:
        t.data.sub_(t.grad, alpha=factor)
        t.grad = None
