import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    def total(x, y):
        return loss(net(x, w, b), y).sum()

    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            total(X, y).backward()
            sgd([w, b], lr, batch_size)
        losses.append(total(features, labels).item())
    return losses
