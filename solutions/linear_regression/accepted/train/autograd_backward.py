"""The function torch.autograd.backward in place of the method, told which leaves it is for."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = torch.empty(num_epochs)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y).reshape(-1)
            torch.autograd.backward([l], [torch.ones_like(l)], inputs=[w, b])
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses[epoch] = loss(net(features, w, b), labels).mean()
    return losses
