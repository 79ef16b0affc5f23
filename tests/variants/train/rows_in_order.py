import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    n = features.shape[0]
    losses = []
    for epoch in range(num_epochs):
        for start in range(0, n, batch_size):
            X = features[start:start + batch_size]
            y = labels[start:start + batch_size]
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
