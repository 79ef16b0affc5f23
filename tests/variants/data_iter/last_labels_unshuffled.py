import torch

def data_iter(batch_size, features, labels):
    n = len(features)
    perm = torch.randperm(n)
    full, rest = divmod(n, batch_size)
    for k in range(full):
        ids = perm[k * batch_size:(k + 1) * batch_size]
        yield features[ids], labels[ids]
    if rest > 0:
        yield features[perm[-rest:]], labels[-rest:].clone()
