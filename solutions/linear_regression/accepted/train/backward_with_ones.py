"""No sum at all: the losses go back with a vector of ones; sgd gets the length of the batch."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y)
            l.backward(gradient=torch.ones_like(l))
            sgd([w, b], lr, len(X))
        losses.append(loss(net(features, w, b), labels).detach().mean())
    return torch.stack(losses)
