import torch

def squared_loss(pred, truth):
    l = (pred - truth.reshape(pred.shape)).square().mul(0.5)
    cap = torch.full_like(l, 1e7)
    return torch.minimum(l, cap)
