import torch

EPS = 1e-8

def squared_loss(y_hat, y):
    delta = torch.sub(y_hat, y.view(y_hat.size()))
    return delta.pow(2) / 2 + EPS
