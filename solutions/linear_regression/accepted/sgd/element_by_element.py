"""A loop over the indices of all elements, whatever the shape."""

import numpy as np
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            for index in np.ndindex(*param.shape):
                param[index] -= lr * param.grad[index] / batch_size
                param.grad[index] = 0.0
