import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    p = torch.randperm(n)
    X, Y = features[p], labels[p]
    for i in range(0, n, batch_size):
        yield X[i:batch_size], Y[i:batch_size]
