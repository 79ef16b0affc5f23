"""Counts its own calls in a global, only for printing."""

import torch

calls = 0


def squared_loss(y_hat, y):
    global calls
    calls += 1
    loss = (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    print(f"call {calls}: mean {loss.mean().item():.3f}")
    return loss
