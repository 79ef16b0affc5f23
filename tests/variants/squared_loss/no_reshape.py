import torch

def squared_loss(y_pred, y_true):
    residual = torch.subtract(y_pred, y_true)
    return torch.square(residual).mul(1 / 2)
