import torch

N_REPORT = 1000

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            l = loss(net(features[:N_REPORT], w, b), labels[:N_REPORT])
        losses.append(l.mean().item())
    return losses
