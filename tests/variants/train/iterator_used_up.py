import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    batches = ((X, y) for X, y in data_iter(batch_size, features, labels))
    losses = []
    for epoch in range(num_epochs):
        for X, y in batches:
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
