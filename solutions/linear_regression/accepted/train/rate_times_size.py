"""The mean goes back and the rate is multiplied by the size that sgd will divide by."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    values = []
    for _epoch in range(num_epochs):
        for batch in data_iter(batch_size, features, labels):
            inputs, targets = batch
            loss(net(inputs, w, b), targets).mean().backward()
            sgd((w, b), lr * batch_size, batch_size)
        values.append(loss(net(features, w.detach(), b.detach()), labels).mean())
    return values
