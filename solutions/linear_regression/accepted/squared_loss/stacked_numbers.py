"""A list comprehension over pairs of numbers, stacked to one tensor."""

import torch


def half_square(difference):
    return difference * difference / 2


def squared_loss(y_hat, y):
    pairs = zip(y_hat.reshape(-1), y.reshape(-1), strict=True)
    losses = [half_square(prediction - label) for prediction, label in pairs]
    return torch.stack(losses).reshape(y_hat.shape)
