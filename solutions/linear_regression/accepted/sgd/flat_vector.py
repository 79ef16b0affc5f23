"""All parameters as one long vector: one step on it, then the pieces are written back."""

import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        values = torch.cat([p.reshape(-1) for p in params])
        grads = torch.cat([p.grad.reshape(-1) for p in params])
        values = values - lr / batch_size * grads
        pieces = values.split([p.numel() for p in params])
        for p, piece in zip(params, pieces, strict=True):
            p.copy_(piece.view_as(p))
            p.grad = None
