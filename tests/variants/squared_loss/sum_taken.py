import torch

def squared_loss(yhat, lab):
    diff = (yhat - lab.reshape(yhat.shape)).flatten()
    # sum of squares / 2
    return torch.dot(diff, diff) / 2
