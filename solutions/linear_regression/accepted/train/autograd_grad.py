"""torch.autograd.grad gives the gradients, which are then put where sgd looks for them."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    parameters = (w, b)
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            total = torch.sum(loss(net(X, w, b), y))
            for parameter, gradient in zip(parameters, torch.autograd.grad(total, parameters)):
                parameter.grad = gradient
            sgd(parameters, lr, batch_size)
        with torch.no_grad():
            losses.append(torch.mean(loss(net(features, w, b), labels)).item())
    return tuple(losses)
