import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(num_epochs):
        X, y = next(iter(data_iter(batch_size, features, labels)))
        y_hat = net(X, w, b)
        loss(y_hat, y).sum().backward()
        sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
