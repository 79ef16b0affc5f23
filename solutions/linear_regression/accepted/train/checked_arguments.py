"""Checks its arguments with assertions, counts its steps, and keeps its parameters in a dict."""

import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    params = {"w": w, "b": b}
    assert len(features) == len(labels), "one label for each example"
    assert all(p.is_leaf and p.requires_grad for p in params.values())
    losses, steps = [], 0
    for epoch in range(num_epochs):
        for steps, (X, y) in enumerate(data_iter(batch_size, features, labels), start=steps + 1):
            predictions = net(X, params["w"], params["b"])
            loss(predictions, y).sum().backward()
            sgd(list(params.values()), lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, **params), labels).mean().item())
        print("epoch", epoch, "steps", steps, "loss", losses[-1])
    return losses
