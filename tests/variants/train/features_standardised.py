import torch

def scale(X):
    mu = X.mean(dim=0, keepdim=True)
    sigma = ((X - mu) ** 2).mean(dim=0, keepdim=True).sqrt()
    return (X - mu) / (sigma + 1e-8)

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    Z = scale(features)
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, Z, labels):
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(Z, w, b), labels).mean().item())
    return losses
