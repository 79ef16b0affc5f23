import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = [None] * num_epochs
    for X, y in data_iter(batch_size, features, labels):
        for e in range(num_epochs):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
            with torch.no_grad():
                losses[e] = loss(net(features, w, b), labels).mean().item()
    return losses
