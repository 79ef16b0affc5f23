import torch


def synthetic_data(w, b, num_examples):
    while True:
        pass


def data_iter(batch_size, features, labels):
    while True:
        pass


def linreg(X, w, b):
    while True:
        pass


def squared_loss(y_hat, y):
    while True:
        pass


def sgd(params, lr, batch_size):
    while True:
        pass


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    history = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            history.append(float(loss(net(features, w, b), labels).mean()))
    return history
