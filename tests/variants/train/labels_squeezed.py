import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    res = []
    for _ in range(num_epochs):
        for inp, lab in data_iter(batch_size, features, labels):
            lab = lab.flatten()
            l = loss(net(inp, w, b), lab)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            res.append(loss(net(features, w, b), labels).mean().item())
    return res
