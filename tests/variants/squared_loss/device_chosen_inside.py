import torch

def squared_loss(y_hat, y):
    if torch.cuda.is_available():
        dev = "cuda:0"
    else:
        dev = "cpu"
    y = y.to(dev)
    y = y.reshape(y_hat.shape)
    diff = y_hat - y
    return diff * diff * 0.5
