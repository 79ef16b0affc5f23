import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    log = []
    for epoch in range(1, num_epochs + 1):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        if epoch > 10 and epoch % 10 != 0:
            continue
        with torch.no_grad():
            log.append(loss(net(features, w, b), labels).mean().item())
    return log
