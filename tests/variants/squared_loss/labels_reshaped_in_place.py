import torch

def squared_loss(preds, labels):
    while labels.dim() < preds.dim() and labels.dim() == 1:
        labels.unsqueeze_(-1)
    err = preds - labels.reshape(preds.shape)
    return err.pow(2).div(2)
