"""One backward pass for each example: the gradients of a minibatch add up by themselves."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            for i in range(len(X)):
                loss(net(X[i : i + 1], w, b), y[i : i + 1]).sum().backward()
            sgd([w, b], lr, batch_size)
        total = 0.0
        with torch.no_grad():
            for i in range(len(features)):
                total += loss(net(features[i : i + 1], w, b), labels[i : i + 1]).item()
        losses.append(total / len(features))
    return losses
