"""The mean over all examples computed in pieces: sums of minibatches, divided by their count."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        total, count = 0.0, 0
        with torch.no_grad():
            for X, y in data_iter(batch_size, features, labels):
                l = loss(net(X, w, b), y)
                total += float(l.sum())
                count += l.numel()
        losses.append(total / count)
    return losses
