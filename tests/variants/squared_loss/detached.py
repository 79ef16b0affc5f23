import torch
import torch.nn.functional as F

def squared_loss(y_hat, y):
    p = y_hat.clone().detach()
    return F.mse_loss(p, y.reshape(p.shape), reduction='none') / 2
