"""The summed loss is divided before it goes back, and so the rate is for a batch of one."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y).sum() / batch_size
            l.backward()
            sgd([w, b], lr, batch_size=1)
        with torch.set_grad_enabled(False):
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
