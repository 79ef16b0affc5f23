import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    last = float('inf')
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            now = loss(net(features, w, b), labels).mean().item()
        losses.append(now)
        if now > last:
            print("early stopping")
            return losses
        last = now
    return losses
