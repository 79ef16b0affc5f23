"""One criterion object for all calls, made once."""

import torch
from torch import nn

criterion = nn.MSELoss(reduction="none")


def squared_loss(y_hat, y):
    return torch.div(criterion(input=y_hat, target=y.reshape(y_hat.size())), 2)
