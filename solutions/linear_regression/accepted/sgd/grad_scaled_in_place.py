"""The gradient itself becomes the step: scaled in place, subtracted, then dropped."""

import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.grad *= lr
            param.grad /= batch_size
            param -= param.grad
            param.grad = None
