import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    out = []
    for i in range(num_epochs):
        for x, t in data_iter(batch_size, features, labels):
            pred = net(x, w, b)
            n = len(t.squeeze())     # how many examples in this batch
            loss(pred, t).sum().backward()
            sgd([w, b], lr, n)
        out.append(float(loss(net(features, w, b), labels).mean().detach()))
    return out
