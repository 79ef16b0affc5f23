import torch

def squared_loss(pred, target):
    d = pred - target
    l = d.pow(2)
    l = l / 2
    return l.view(pred.shape)
