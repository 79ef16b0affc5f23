import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    for i in range(0, n, batch_size):
        idx = torch.randperm(n)
        idx = idx[i:min(i + batch_size, n)]
        yield features[idx], labels[idx]
