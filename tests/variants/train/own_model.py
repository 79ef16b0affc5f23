import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    def predict(X):
        return torch.matmul(X, w) + b

    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(predict(X), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(predict(features), labels).mean().item())
    return losses
