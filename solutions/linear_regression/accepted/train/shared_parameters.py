"""nn.Parameters over the storage of w and b, as an nn.Module would hold them."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    params = [torch.nn.Parameter(w.data), torch.nn.Parameter(b.data)]
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, *params), y).sum().backward()
            sgd(params, lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, *params), labels).mean()))
    return losses
