"""The notebook's data_iter gives a DataLoader, which starts a new random pass in each epoch."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    batches = data_iter(batch_size, features, labels)
    losses = []
    for _ in range(num_epochs):
        for X, y in batches:
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
