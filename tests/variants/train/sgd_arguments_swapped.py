import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    params = [w, b]
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, *params), y)
            l.sum().backward()
            sgd(params, batch_size, lr)
        with torch.no_grad():
            losses.append(loss(net(features, *params), labels).mean().item())
    return losses
