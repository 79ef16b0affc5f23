"""while loops and an iterator that is asked by hand until it has no more."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    while len(losses) < num_epochs:
        batches = iter(data_iter(batch_size, features, labels))
        batch = next(batches, None)
        while batch is not None:
            X, y = batch
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
            batch = next(batches, None)
        losses += [loss(net(features, w, b), labels).mean().item()]
    return losses
