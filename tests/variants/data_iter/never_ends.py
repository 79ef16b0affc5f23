import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    i, perm = 0, torch.randperm(n)
    while True:
        if i >= n:
            i, perm = 0, torch.randperm(n)
        ids = perm[i:i + batch_size]
        yield features[ids], labels[ids]
        i += batch_size
