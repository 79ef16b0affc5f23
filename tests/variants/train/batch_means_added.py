import torch

@torch.no_grad()
def epoch_loss(net, loss, features, labels, w, b, bs):
    s = 0.0
    for x, y in zip(features.split(bs), labels.split(bs)):
        s += loss(net(x, w, b), y).mean().item()
    return s

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    res = []
    for _ in range(num_epochs):
        for x, y in data_iter(batch_size, features, labels):
            torch.sum(loss(net(x, w, b), y)).backward()
            sgd([w, b], lr, batch_size)
        res.append(epoch_loss(net, loss, features, labels, w, b, batch_size))
    return res
