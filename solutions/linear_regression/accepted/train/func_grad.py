"""torch.func.grad makes a function that computes the gradients, without backward."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    gradient = torch.func.grad(lambda p, X, y: loss(net(X, *p), y).sum())
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            w.grad, b.grad = gradient((w.detach(), b.detach()), X, y)
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
