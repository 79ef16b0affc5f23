"""Changes the default type for a constant and puts it back."""

import torch


def squared_loss(y_hat, y):
    before = torch.get_default_dtype()
    torch.set_default_dtype(y_hat.dtype)
    try:
        half = torch.tensor(0.5)
    finally:
        torch.set_default_dtype(before)
    return half.to(y_hat.device) * (y_hat - y.reshape(y_hat.shape)) ** 2
