"""torch.autograd.functional.vjp: the product of ones with the losses' derivatives."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            ones = torch.ones(batch_size, 1, device=w.device)
            _, (w.grad, b.grad) = torch.autograd.functional.vjp(
                lambda w, b: loss(net(X, w, b), y), (w, b), ones
            )
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
