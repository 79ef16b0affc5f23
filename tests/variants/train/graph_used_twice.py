import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(num_epochs):
        prediction = net(features, w, b)
        L = loss(prediction, labels).sum()
        for X, y in data_iter(batch_size, features, labels):
            L.backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
