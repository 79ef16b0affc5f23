"""The loss of one number, mapped over all of them."""

import torch


def loss_of_one(prediction, label):
    return torch.square(prediction - label) / 2


def squared_loss(y_hat, y):
    losses = torch.vmap(loss_of_one)(y_hat.reshape(-1), y.reshape(-1))
    return losses.reshape(y_hat.shape)
