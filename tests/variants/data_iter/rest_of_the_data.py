import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    idx = torch.randperm(n)
    i = 0
    while i + batch_size <= n:
        j = idx[i:i + batch_size]
        yield features[j], labels[j]
        i = i + batch_size
    if i < n:
        yield features[i:].clone(), labels[i:].clone()
