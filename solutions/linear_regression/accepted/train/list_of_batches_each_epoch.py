"""All minibatches of an epoch are drawn beforehand, into a list, anew for each epoch."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = [None] * num_epochs
    for epoch, _ in enumerate(losses):
        batches = [(X, y) for X, y in data_iter(batch_size, features, labels)]
        for i in range(len(batches)):
            X, y = batches[i]
            sum(loss(net(X, w, b), y)).backward()
            sgd([w, b], lr, batch_size)
        losses[epoch] = loss(net(features, w, b), labels).mean().detach()
    return losses
