import torch

NUM_EPOCHS = 3

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(NUM_EPOCHS):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            train_l = loss(net(features, w, b), labels).mean()
            print(f'epoch {epoch + 1}, loss {float(train_l):f}')
        losses.append(train_l)
    return losses
