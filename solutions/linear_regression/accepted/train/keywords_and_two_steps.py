"""Keyword arguments for the helpers, a step for w and one for b, gradients cleared once more."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size=batch_size, features=features, labels=labels):
            for parameter in (w, b):
                if parameter.grad is not None:
                    parameter.grad.zero_()
            loss(net(X, w, b), y).sum().backward()
            sgd(params=[w], lr=lr, batch_size=len(y))
            sgd(params=[b], lr=lr, batch_size=len(y))
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).sum()) / len(labels))
    return losses
