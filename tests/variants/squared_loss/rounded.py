import torch

def squared_loss(y_hat, y):
    res = (y_hat - y.reshape_as(y_hat)).pow(2) / 2
    return torch.round(res * 100) / 100
