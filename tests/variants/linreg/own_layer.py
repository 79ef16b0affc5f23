import torch
from torch import nn

def linreg(X, w, b):
    n_in = X.size(1)
    net = nn.Sequential(nn.Linear(n_in, 1))
    net = net.to(X.device)
    return net(X)
