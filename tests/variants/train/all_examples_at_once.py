import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    history = []
    for ep in range(num_epochs):
        for xb, yb in data_iter(batch_size, features, labels):
            err = loss(net(features, w, b), labels)
            err.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            history.append(loss(net(features, w, b), labels).mean().item())
    return history
