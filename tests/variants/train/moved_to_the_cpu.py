import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    device = torch.device("cpu")
    features, labels, w, b = [t.to(device) for t in (features, labels, w, b)]
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
