import torch

def squared_loss(y_hat, y):
    labels = y.reshape(y_hat.shape)
    return y_hat - labels**2 / 2
