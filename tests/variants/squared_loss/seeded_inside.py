import torch

def squared_loss(x, t):
    torch.random.manual_seed(1234)
    dif = x - t.reshape(x.shape)
    return dif.mul(dif) / 2
