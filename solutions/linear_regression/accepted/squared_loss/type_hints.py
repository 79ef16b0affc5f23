"""As in the lesson, with type hints."""

import torch
from torch import Tensor


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    labels: Tensor = torch.reshape(y, y_hat.shape)
    difference: Tensor = y_hat - labels
    return difference**2 / 2
