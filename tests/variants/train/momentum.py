import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size, beta=0.9):
    vw = torch.zeros_like(w)
    vb = torch.zeros_like(b)
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            with torch.no_grad():
                vw = beta * vw + w.grad
                vb = beta * vb + b.grad
                w.grad.copy_(vw)
                b.grad.copy_(vb)
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(loss(net(features, w, b), labels).mean().item())
    return losses
