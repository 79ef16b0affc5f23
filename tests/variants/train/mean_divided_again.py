import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    epoch_losses = []
    for i in range(num_epochs):
        for x_batch, y_batch in data_iter(batch_size, features, labels):
            batch_loss = torch.mean(loss(net(x_batch, w, b), y_batch))
            batch_loss.backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            epoch_losses.append(torch.mean(loss(net(features, w, b), labels)).item())
    return epoch_losses
