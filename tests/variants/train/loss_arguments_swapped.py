import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    err = lambda x, y: loss(y, net(x, w, b))
    losses = []
    for epoch in range(num_epochs):
        for x, y in data_iter(batch_size, features, labels):
            err(x, y).sum().backward()
            sgd([w, b], lr, batch_size)
        losses.append(err(features, labels).mean().item())
    return losses
