"""An object with __call__ under the asked name."""

import torch


class HalfSquare:
    def __call__(self, y_hat, y):
        return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


squared_loss = HalfSquare()
