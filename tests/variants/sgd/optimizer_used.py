import torch
from torch.optim import SGD

def sgd(params, lr, batch_size):
    opt = SGD(list(params), lr=lr / batch_size)
    opt.step()
    opt.zero_grad()
