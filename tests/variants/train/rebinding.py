import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y).sum()
            l.backward()
            gw, gb = w.grad, b.grad
            w = w - lr / batch_size * gw
            b = b - lr / batch_size * gb
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
