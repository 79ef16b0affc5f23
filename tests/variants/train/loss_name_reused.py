import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    result = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            y_hat = net(X, w, b)
            loss = loss(y_hat, y).sum()
            loss.backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            result.append(loss(net(features, w, b), labels).mean().item())
    return result
