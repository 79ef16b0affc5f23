import torch
from torch.nn.functional import mse_loss

def squared_loss(yhat, y):
    return mse_loss(yhat, y.view_as(yhat), reduction="none")
