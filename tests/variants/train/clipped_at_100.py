import torch
from torch.nn.utils import clip_grad_norm_

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    ls = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y).sum()
            l.backward()
            clip_grad_norm_([w, b], max_norm=100)
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            ls.append(loss(net(features, w, b), labels).mean().item())
    return ls
