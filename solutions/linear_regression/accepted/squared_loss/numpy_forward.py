"""The values from numpy, the gradient by hand: numpy alone could not be differentiated."""

import numpy as np
import torch


class NumpyLoss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_hat, y):
        a = y_hat.detach().cpu().numpy()
        b = y.detach().cpu().numpy().reshape(a.shape)
        difference = np.subtract(a, b)
        ctx.save_for_backward(torch.tensor(difference).to(y_hat.device))
        loss = np.square(difference) / np.float32(2)
        return torch.tensor(loss).to(y_hat.device)

    @staticmethod
    def backward(ctx, grad_output):
        (difference,) = ctx.saved_tensors
        return grad_output * difference, None


def squared_loss(y_hat, y):
    return NumpyLoss.apply(y_hat, y)
