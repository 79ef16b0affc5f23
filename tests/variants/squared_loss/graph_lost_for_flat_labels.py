import torch

def squared_loss(y_hat, y):
    shape = y_hat.shape
    if shape == y.shape:
        return (y_hat - y) ** 2 / 2
    # bring both into one line, then back
    p = y_hat.data.flatten()
    t = y.data.flatten()
    return ((p - t) ** 2 / 2).reshape(shape)
