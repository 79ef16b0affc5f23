"""The whole function as a lambda."""

import torch

squared_loss = lambda y_hat, y: (y_hat - y.reshape(y_hat.shape)) ** 2 / 2  # noqa: E731
