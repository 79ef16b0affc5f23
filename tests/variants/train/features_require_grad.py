import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    for t in (features, w, b):
        t.requires_grad = True
    result = []
    for e in range(num_epochs):
        for xs, ys in data_iter(batch_size, features, labels):
            total = loss(net(xs, w, b), ys).sum()
            total.backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            m = loss(net(features, w, b), labels).mean()
        result.append(m.item())
    return result
