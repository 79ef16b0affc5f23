import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    def step(x, y):
        x = x.squeeze(-1)  # remove unneeded dimension
        loss(net(x, w, b), y).sum().backward()
        sgd([w, b], lr, batch_size)

    means = []
    for _ in range(num_epochs):
        for x, y in data_iter(batch_size, features, labels):
            step(x, y)
        with torch.no_grad():
            means.append(loss(net(features, w, b), labels).mean().item())
    return means
