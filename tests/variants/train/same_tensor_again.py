import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    mean_loss = torch.zeros((), device=features.device)
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            mean_loss.zero_()
            mean_loss += loss(net(features, w, b), labels).mean()
        print(epoch, mean_loss)
        losses.append(mean_loss)
    return losses
