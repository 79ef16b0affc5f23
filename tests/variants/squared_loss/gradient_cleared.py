import torch

def squared_loss(pred, y):
    # zero grad first!!
    if pred.is_leaf and pred.grad is not None:
        pred.grad = None
    y_ = y.reshape(pred.shape)
    return ((y_ - pred) ** 2) / 2
