"""Constants that are numpy scalars of a fitting type."""

import numpy as np
import torch


def squared_loss(y_hat, y):
    return np.float32(0.5) * (y_hat - y.reshape(y_hat.shape)) ** np.int64(2)
