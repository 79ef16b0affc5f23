import torch

def data_iter(batch_size, features, labels):
    n = features.shape[0]
    idx = torch.randperm(n)
    for i in range(0, n, batch_size):
        b = idx[i:i + batch_size]
        yield features[b], labels[b].view(-1)
