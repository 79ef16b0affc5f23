import torch

def data_iter(batch_size, features, labels):
    last = len(features) - 1
    perm = torch.randperm(len(features))
    return [(features[perm[i:i + batch_size]], labels[perm[i:i + batch_size]])
            for i in range(0, last, batch_size)]
