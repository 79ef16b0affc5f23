import torch

def data_iter(batch_size, features, labels):
    Xs = torch.split(features, batch_size)
    ys = torch.split(labels, batch_size)
    for X, y in zip(Xs, ys):
        p = torch.randperm(len(X))
        yield X[p], y[p]
