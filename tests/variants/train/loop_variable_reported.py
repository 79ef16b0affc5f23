import torch


def train(model, criterion, xs, ys, weight, bias, rate, epochs, size):
    history = torch.zeros(epochs)
    for e in range(epochs):
        for xb, yb in data_iter(size, xs, ys):
            batch_losses = criterion(model(xb, weight, bias), yb)
            torch.sum(batch_losses).backward()
            sgd([weight, bias], rate, size)
        history[e] = batch_losses.detach().sum() / len(xb)
        print(e, history[e])
    return history
