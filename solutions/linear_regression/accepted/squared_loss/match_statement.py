"""Structural pattern matching on the shapes."""

import torch


def squared_loss(y_hat, y):
    match (tuple(y_hat.shape), tuple(y.shape)):
        case (a, b) if a == b:
            labels = y
        case (a, _):
            labels = y.reshape(a)
    return (y_hat - labels).square().true_divide(2)
