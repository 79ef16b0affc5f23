import torch

def data_iter(batch_size, features, labels):
    perm = torch.randperm(len(features))
    num_batches = len(features) // batch_size
    for b in range(num_batches):
        sel = perm[b * batch_size:(b + 1) * batch_size]
        yield features[sel], labels[sel]
