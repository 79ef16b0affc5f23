import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        # evaluation
        torch.set_grad_enabled(False)
        y_hat = net(features, w, b)
        losses.append(loss(y_hat, labels).mean().item())
    return losses
