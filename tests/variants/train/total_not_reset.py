import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    n = len(features)
    total = 0.0
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            for i in range(0, n, batch_size):
                part = loss(net(features[i:i + batch_size], w, b), labels[i:i + batch_size])
                total += part.sum().item()
        losses.append(total / n)
    return losses
