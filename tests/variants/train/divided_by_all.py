import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    N = features.shape[0]
    history = []
    for k in range(num_epochs):
        for batch in data_iter(batch_size, features, labels):
            x, y = batch
            loss(net(x, w, b), y).sum().backward()
            sgd([w, b], lr, N)
        with torch.no_grad():
            history += [loss(net(features, w, b), labels).sum().item() / N]
    return history
