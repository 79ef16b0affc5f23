import torch

def l2_penalty(w):
    return (w ** 2).sum() / 2

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    lambd = 0.1
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y) + lambd * l2_penalty(w)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
