import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    all_losses = []
    epoch = 0
    while epoch < num_epochs:
        for features, labels in data_iter(batch_size, features, labels):
            out = net(features, w, b)
            loss(out, labels).sum().backward()
            sgd([w, b], lr, batch_size)
        all_losses.append(loss(net(features, w, b), labels).mean().item())
        epoch += 1
    return all_losses
