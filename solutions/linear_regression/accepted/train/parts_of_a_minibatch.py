"""Gradient accumulation: each minibatch goes back in two parts before the one step."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            for X_part, y_part in zip(X.chunk(2), y.chunk(2)):
                loss(net(X_part, w, b), y_part).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
