import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    steps = len(features) // batch_size

    def get_batch():
        for pair in data_iter(batch_size, features, labels):
            return pair

    losses = []
    for epoch in range(num_epochs):
        for s in range(steps):
            X, y = get_batch()
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
