import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    epoch = 0
    good = False
    while epoch < num_epochs and not good:
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            l = loss(net(features, w, b), labels).mean().item()
        losses.append(l)
        good = l < 1e-3   # small enough
        epoch += 1
    return losses
