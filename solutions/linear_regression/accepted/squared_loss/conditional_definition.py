"""One of two definitions, by what this PyTorch has."""

import torch

if hasattr(torch, "square"):

    def squared_loss(y_hat, y):
        return torch.square(y_hat - y.reshape(y_hat.shape)) / 2

else:

    def squared_loss(y_hat, y):
        return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
