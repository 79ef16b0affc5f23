import torch


class HalfSquare(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        diff = pred - target
        ctx.save_for_backward(diff)
        return diff * diff / 2

    @staticmethod
    def backward(ctx, grad_output):
        diff, = ctx.saved_tensors
        return diff, None


def squared_loss(y_hat, y):
    return HalfSquare.apply(y_hat, y.reshape(y_hat.shape))
