import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    def evaluate():
        with torch.no_grad():
            return loss(net(features, w, b), labels).mean().item()

    curve = [evaluate()]
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        curve.append(evaluate())
    return curve
