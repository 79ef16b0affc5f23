"""The report after each epoch is computed in double precision."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            l = loss(net(features.double(), w.double(), b.double()), labels.double())
            losses.append(l.mean().item())
    return losses
