import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    xs, ys = [], []
    for X, y in data_iter(batch_size, features, labels):
        xs.append(X)
        ys.append(y)
    losses = []
    for epoch in range(num_epochs):
        for i in range(len(xs)):
            loss(net(xs[i], w, b), ys[i]).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
