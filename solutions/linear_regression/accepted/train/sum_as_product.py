"""The sum as a product with a row of ones; the mean with einsum; an iterator of parameters."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y).flatten()
            (l @ torch.ones_like(l)).backward()
            sgd(iter([w, b]), lr, batch_size)
        with torch.no_grad():
            l = loss(net(features, w, b), labels).flatten()
            losses.append(torch.einsum("i->", l) / l.numel())
    return losses
