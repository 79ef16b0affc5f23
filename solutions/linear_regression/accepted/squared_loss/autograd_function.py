"""An own autograd function, with the derivative written by hand."""

import torch


class HalfSquare(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_hat, y):
        difference = y_hat - y
        ctx.save_for_backward(difference)
        return difference.square() / 2

    @staticmethod
    def backward(ctx, grad_output):
        (difference,) = ctx.saved_tensors
        grad = grad_output * difference
        return grad, -grad


def squared_loss(y_hat, y):
    return HalfSquare.apply(y_hat, y.reshape(y_hat.shape))
