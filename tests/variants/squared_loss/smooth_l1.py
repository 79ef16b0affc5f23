import torch
from torch import nn

criterion = nn.SmoothL1Loss(reduction='none')

def squared_loss(y_hat, y):
    return criterion(y_hat, y.reshape(y_hat.shape))
