import torch

def squared_loss(out, target):
    target = target.view(out.shape)
    target -= out
    return target * target / 2
