"""Checks the sizes first, says so when they cannot fit, and reshapes only when it must."""

import torch


def squared_loss(y_hat, y):
    if y.numel() != y_hat.numel():
        raise ValueError(f"{y.numel()} labels for {y_hat.numel()} predictions")
    if y.shape != y_hat.shape:
        print("y has the shape", tuple(y.shape), "and is taken as", tuple(y_hat.shape))
        y = y.reshape(y_hat.shape)
    error = y_hat - y
    return error * error * 0.5
